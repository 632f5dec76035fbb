"""Things English-speaking customers write about: nouns that can name the matter, and words that may stand before them."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

from bot.words.text import words

THINGS = frozenset(  # what can be in order or out of order, said alone: "your invoice"
    words(
        "invoice bill receipt payment refund charge fee price discount voucher coupon subscription plan renewal licence license seat quote tax "
        "balance transfer withdrawal deposit payout transaction booking reservation order delivery parcel package shipment return exchange warranty "
        "tracking replacement cart basket checkout card pin passcode password login sign-in signup sign-up registration verification authentication identity "
        "profile avatar email e-mail mail inbox mailbox newsletter notification reminder alert alarm message comment mention chat thread channel conversation "
        "call video audio sound microphone camera headset recording stream screenshot screen display keyboard mouse printer scanner router modem "
        "wifi wi-fi internet connection network vpn proxy firewall bluetooth battery charger cable device tablet watch widget sensor thermostat lock terminal "
        "import export upload download sync synchronisation synchronization backup restore migration update upgrade installation installer setup "
        "file document folder spreadsheet attachment photo picture image logo font theme layout template form survey questionnaire "
        "report dashboard chart graph table column cell field filter search calendar meeting appointment event invitation invite schedule timeline roadmap "
        "board task ticket project workspace milestone label tag checklist note draft post article blog playlist album library "
        "button menu dropdown toolbar sidebar header footer tab dialog popup pop-up shortcut hotkey cursor slider checkbox toggle icon banner "
        "heating checker enquiry inquiry complaint application app website webshop shop store site homepage browser plugin plug-in extension add-on integration connector bot macro script automation workflow trigger "
        "api webhook endpoint token certificate domain subdomain dns hosting server database query cluster container instance node queue worker pod "
        "build deployment deploy pipeline release branch repository repo commit merge package dependency sdk cli package log cache cookie session "
        "timeout latency lag crash outage downtime bug glitch error warning permission role guest viewer member owner admin group account wallet "
        "statement mandate direct-debit standing-order loan mortgage credit overdraft cheque check interest cashback reward points savings pot vault "
        "ticketing seatmap flight hotel room trip itinerary luggage ride driver taxi scooter bike car vehicle meter contract tariff "
        "game match level quest skin inventory lobby ranking leaderboard savegame controller mod server-list guild character achievement lootbox season-pass "
        "course lesson lecture exam quiz homework grade classroom certificate diploma assignment "
        "prescription appointment referral insurance claim policy document passport "
        "voicemail sim esim roaming contract phone smartphone laptop computer desktop pc tv remote soundbar speaker headphones earbuds "
        "importer exporter translation subtitle caption currency timezone time-zone address signature watermark barcode label sticker "
        "storage quota bandwidth traffic performance data encryption consent unsubscribe pricing billing shipping postage customs "
        "editor viewer player preview slideshow presentation whiteboard canvas diagram map route location address-book contact contacts "
        "shift rota timesheet payslip payroll salary expense budget forecast inventory stock catalogue catalog product listing "
        "sofa chair bed mattress cot shelf lamp fridge oven washer dishwasher vacuum mixer kettle toaster boiler heater shoe shoes jacket shirt dress coat bag "
        "password-manager vulnerability firewall blocklist allowlist whitelist "
        "renderer shader simulation model training dataset notebook kernel driver gpu cpu vps vm "
        "counter radar remote light aid caption captions switch door intercom treadmill proof tractor option funicular sauna pump meter freezer kettle portal archive intranet timetable reader controller save signal streak timer mower blender dryer scale tent bike helmet lens drum piano guitar doorbell fob badge barrier gate turnstile till kiosk projector subtitle dispenser dose reading "
        "legend newsletter rota roster locker costume frame print photobook poster playlist season episode chapter bookmark streak score trophy weapon crossplay duvet carpet freezer stove radiator "
        "hob tap pump hose drill saw printer-queue parcel-locker locker-code coupon-code transcript roadmap thread-list calculator converter recipe slot ride trail pass "
        "payment-method bank-account credit-card debit-card merchant iban "
    )
)
WEAK = frozenset(  # too little alone: "the number", but "the order number" and "the number of seats"
    words(
        "rule number name date code status option setting settings list page version link key size colour color type format limit amount total cost "
        "history details information request view mode feature function tool system program software product platform item area section step line "
        "copy pdf csv order-number language title description category value service support help team company window "
        "rate address access machine signal rows row field style part policy change word"
    )
)
LOOSE = frozenset(  # the place, more often than the matter
    words(
        "room hotel app website site browser phone smartphone laptop computer desktop pc tablet device screen account system program software product platform tool bank store shop company "
        "screenshot email e-mail mail message chat channel thread ticket support article guide page forum call team member admin owner group driver number"
    )
)
NO_PLURAL = frozenset(  # stands without an article
    words(
        "delivery shipping storage performance data traffic bandwidth latency access pricing billing support sound audio tracking authentication roaming interest cashback "
        "payroll encryption postage customs wifi wi-fi internet bluetooth tax hosting homework inventory luggage identity dns"
    )
)
BEFORE = frozenset(  # words that say which one, and nothing about how good it is
    words(
        "last latest first second third fourth fifth next new old current previous monthly weekly daily yearly annual quarterly mobile web desktop online offline free paid premium basic "
        "pro public private shared personal internal external main whole entire full total original second-hand automatic automated manual virtual physical digital national international "
        "foreign direct instant pending missing late duplicate double extra additional unexpected unknown wrong empty broken lost stolen damaged faulty expired blocked "
        "failed deleted archived little dead recurring scheduled german english french spanish european android iphone ipad ios windows mac macos linux chrome firefox safari edge excel outlook gmail "
        "google apple slack zoom teams paypal visa mastercard stripe shopify wordpress python java ruby php csv pdf xml json html css api sms usb hdmi gps vat sso 2fa two-factor "
        "single-sign-on bank credit debit savings gift push voice video audio user team customer guest member admin staff school family business company office home kitchen "
        "front back left right top bottom side small large big short long dark light black white red blue green grey gray yellow "
        "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter christmas "
        "morning evening night weekend import export upload download backup sync update search filter order delivery payment invoice login password email reset verification calendar meeting "
        "contact task project board report dashboard page screen file image photo document booking travel flight hotel game server database network internet web build test production staging "
        "ticket price cash card exchange interest tax storage rate time date status error log audit activity access control cancel save delete send undo print share settings navigation "
        "landing product delivery shipping billing return tracking order discount promo coupon referral loyalty membership confirmation welcome reminder "
        "thesis class shop scanner barcode label receipt ticket cleaning coffee washing vending parking charging split group "
        "release signing data customer support help chat scripting rendering texture sound weather news music lighting heating rental lease wedding "
        "agenda status totals budget admin team-member spam security privacy cookie consent feed blog comment like font theme language time-zone"
    )
)
SURROUNDINGS = frozenset(words("production prod staging"))  # where software runs: said without an article
PEOPLE = frozenset(words("guest viewer member owner admin driver merchant worker group character"))
AS_VERBS = frozenset(  # nouns that are verbs too: only after a word that makes them a noun
    words(
        "order report export import update upgrade refund transfer charge sync backup book change search filter share display design print test build access help contact post comment reply link "
        "list note plan view upload download log call cancel check claim comment credit mention message schedule stream trigger tag track restore merge commit deploy release lock label map "
        "email mail document invite quote price return exchange match watch stock draft row tax set support request start end pin cost total name date text title number step rate time level post "
        "toggle query cache model form table note field fee block ride shift route signal object process interest reward store shop game package ship model question issue"
    )
)


def plural(noun: str) -> str:
    """ "reply" -> "replies"; "box" -> "boxes"."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun in {"shelf"}:
        return noun[:-1] + "ves"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


PLURALS = {plural(noun): noun for noun in (THINGS | WEAK) - NO_PLURAL if not noun.endswith("s")} | {
    "e-mails": "e-mail",
    "deliveries": "delivery",
    "taxes": "tax",
}
