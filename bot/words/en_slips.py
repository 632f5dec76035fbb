"""English words worth mending when mistyped, and real words that only look like a slip."""

from __future__ import annotations

from bot.words.spelling import mender
from bot.words.text import words

_TELLING = words(
    "account accounts again angry annoyed annoying another answer answered anybody anyone attach awful "
    "balance because believe billed billing blocked broken button calendar cancel cancelled cancelling "
    "cannot change charge charged charging closed competitor complaint connect contact contract crashed "
    "crashes crashing customer customers dashboard deleted delivery desperate disappeared disappointed "
    "disappointing download downloaded emergency enable error errors everybody everyone everything expected "
    "export exported facing failed failing frustrated frustrating furious getting hacked hello help "
    "horrible immediately import imported incorrect invoice invoices issue language lawyer leaked leaving "
    "loading login message missing money months nobody nothing notification password passwords patience "
    "payment payments pending please pointless problem problems public question received receive refund "
    "refunded reminder renew replied reply report reset response ridiculous screen security server servers "
    "service setting settings should someone statement still stolen subscription support suspicious "
    "switching system terrible thanks transaction transfer twice unacceptable unauthorized update updated "
    "upload urgent urgently useless waiting website where which withdraw withdrawal without working worried "
    "worst writing wrong yesterday down team workspace"
)
_REAL = words(  # from reading thousands of ordinary lines: one letter away, and meant
    "changed changes changing change chance chances charges charger contract contacts contacted accounting "
    "amount against hells hull helm helps helped hello hallo hell cell sell leaves living loving leaking "
    "lending leading landing heading reading login logins logic losing loosing closing posting posted "
    "hosting printing pointing painting waning wailing writhing wrote write writer writers written whiting "
    "sting string stings strings sitting seating settling selling setting getting betting letting "
    "server serves served serve sever severs service services still stall stilt skill spill steel style "
    "team teams term tem them then tram dawn town own done gown downs "
    "reply replay relay really ready recent rent renewed reneweds reviewed retired review "
    "issued tissue misuse issuer "
    "report repost resort rapport reports reporter support supports upload uploads unload update updates "
    "upgrade updated dated public publics publish pubic "
    "where were here there when whether weather wherever which witch watch each "
    "money monday honey monkey month mouth moth moths months mouths "
    "worst worse worth words works word work worker workers worked wrong strong bring "
    "screen scream green screens been seen message massage messages passage "
    "person persons reason season lesson button bottom butter "
    "error mirror terror horror errors rest rests preset reset resets resent rested "
    "expert experts export exports expect expects expected exported expired excepted accepted "
    "import imports imported important improved impart "
    "failed filed foiled fired sailed falling filling failing feeling feeding faking "
    "blocked locked clocked flocked block blocker blocks booked broken token spoken broker brokers "
    "leaked leased leaned leaded reacted treated created related "
    "please pleased pleases release replace placed places place "
    "twice trice price slice voice advice nobody somebody anybody anyone "
    "facing racing pacing fading failing placing "
    "receive received receives receiver relieve relieved deceive perceive "
    "answers answer answered answering matter better letter latter after "
    "balanced balances valance another other others mother bother "
    "enabled enables unable table tables stable enable "
    "closed close closes closer clothes losed chosen "
    "renewal renews reneges new news knew "
    "pending bending lending sending spending ending vending mending "
    "expected respected inspected suspected "
    "cancels cancelled canceled cancer cannons canon "
    "awful lawful awfully "
    "contact contracts contrast context content connect connects convict collect correct "
    "statements settlement "
    "thank thinks delete deletes broke attack attac stole complain complains worries wanting shouldn shoulda "
    "reminded remainder wasting horribly terribly withdrew withdrawn replies deliver delivers messing "
    "leaning "
    "filing tanks charming charted closet cloned crushed crushing crushes cannon changer compliant believer "
    "depleted suspicions layer awaiting servicer cashing cashes publix flailing blacked retort "
    "balling balled "
    "waiving undated leasing loaning misusing frustrate faxing hacker clashing worrier noting pease "
    "thanos leaver leavers hooked inspired reload preload worldly lading waiter waiters"
)
_SLIPS = {
    "teh": "the", "hte": "the", "hwo": "how", "hwat": "what", "waht": "what", "wat": "what", "whta": "what",
    "wher": "where", "whre": "where", "cna": "can",
    "adn": "and", "taht": "that", "jsut": "just", "thsi": "this",
    "wont": "won't", "dont": "don't", "doesnt": "doesn't",
    "didnt": "didn't", "isnt": "isn't", "cant": "can't",
    "wasnt": "wasn't", "havent": "haven't", "hasnt": "hasn't", "couldnt": "couldn't", "wouldnt": "wouldn't",
    "ive": "I've", "im": "I'm", "helo": "hello",
    "hllo": "hello", "helllo": "hello", "hii": "hi", "hiii": "hi",
    "heyy": "hey", "heyyy": "hey", "pls": "please", "plz": "please", "pleas": "please", "thx": "thanks",
    "acc": "account", "pw": "password", "msg": "message", "recieve": "receive", "recieved": "received",
    "agian": "again", "wich": "which", "wiht": "with", "yuo": "you", "u": "you", "ur": "your",
    "colegue": "colleague", "collegue": "colleague", "collegues": "colleagues",
    "somone": "someone", "sombody": "somebody", "donw": "down", "conect": "connect",
    "yesterdays": "yesterday's", "todays": "today's", "tomorrows": "tomorrow's", "emtpy": "empty",
    "rediculous": "ridiculous", "beleive": "believe",
}  # fmt: skip

NO_SLIPS = frozenset([*_TELLING, *_REAL])
mended = mender(_TELLING, real=_REAL, slips=_SLIPS)
