"""What is kept of the time after a reply: promised times, problems that several report, ratings."""
