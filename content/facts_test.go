package content_test

// Where a fact is looked for, when not in the block of a rule.
const (
	anywhere = "the page"
	update   = "an update"
)

// fact is one thing that the site has to say, in whatever words.
type fact struct {
	what string   // the fact, in a few words
	file string   // where it is
	in   string   // anywhere, update, or the identifier of a rule
	want []string // patterns that its words match, in lower case and with single spaces
}

var facts = []fact{
	// What WhatsApp is, and what it is for
	{"helps volunteers, with volunteers and members", "guidance/index.md", anywhere, []string{`helps you use whatsapp with other volunteers and with members of your local group`, `safe`, `within the law`}},
	{"free app with messages, calls and files", "guidance/about.md", anywhere, []string{`free app`, `text messages and voice messages`, `voice calls and video calls`, `photos, videos and other documents`}},
	{"works over mobile data or Wi-Fi", "guidance/about.md", anywhere, []string{`works over wi-fi, or over your phone's mobile data`}},
	{"the same account on a computer", "guidance/using-a-computer.md", anywhere, []string{`same whatsapp account from a computer`, `link:link-a-device`}},
	{"a desktop app to download", "guidance/using-a-computer.md", anywhere, []string{`desktop app`, `\[download whatsapp\]\(link:desktop-app\)`}},
	{"nothing downloaded, unless the folder is safe", "guidance/using-a-computer.md", "no-downloads", []string{`do not download chats or attachments`, `folder with a password or restricted access`, `law on data protection`}},
	{"downloads deleted as soon as possible", "guidance/using-a-computer.md", "delete-downloads", []string{`delete downloaded`, `as soon as you no longer need them`, `law on data protection`}},
	{"desktop app not left open", "guidance/using-a-computer.md", "close-desktop-app", []string{`not to leave the desktop app open on a shared computer`}},
	{"three uses for a group", "guidance/about.md", anywhere, []string{`coordinating team\*\* keeps in touch between meetings`, `one-way messages to many people.*broadcast list`, `messages to one person`}},

	// What you can do in it
	{"notified like an ordinary text or call", "guidance/features.md", anywhere, []string{`tells the other person`, `ordinary text or call`}},
	{"text message", "guidance/features.md", anywhere, []string{`quick text`, `a link, a photo, a video or a document`}},
	{"voice message", "guidance/features.md", anywhere, []string{`quicker than typing`, `find typing hard`, `open the chat`, `green microphone at the bottom right.*keep your finger on it`}},
	{"phone call", "guidance/features.md", anywhere, []string{`ring a contact through the app`}},
	{"video call", "guidance/features.md", anywhere, []string{`see you on their screen while you talk`}},

	// Broadcast lists
	{"one message to up to 256 contacts", "guidance/broadcast-lists.md", anywhere, []string{`one message or document to many people at once`, `up to 256 contacts`}},
	{"list for all volunteers and members", "guidance/broadcast-lists.md", "use-broadcast-list", []string{`whenever you write to all your group's volunteers and members`, `part of your group`, `coffee morning`, `exercise class`}},
	{"opt-in before using the list", "guidance/setting-up-a-broadcast-list.md", "opt-in", []string{`clear yes before you send`, `invite contacts`, `link:broadcast-lists`}},
	{"who sees what in a broadcast", "guidance/broadcast-lists.md", anywhere, []string{`looks like a message to them alone`, `only the sender sees the reply`, `do not see each other's numbers`, `bcc`}},
	{"sender's number is saved", "guidance/setting-up-a-broadcast-list.md", "saved-number", []string{`saved the sender's number in their phone's address book`, `no broadcast reaches them`, `check this first`}},
	{"how to make, change and delete a list", "guidance/setting-up-a-broadcast-list.md", anywhere, []string{`link:broadcast-lists\). it shows you how to: - set up a broadcast list - remove people from a list - delete a list`}},
	{"people ask before they are added", "guidance/setting-up-a-broadcast-list.md", "asked-first", []string{`only after they have asked`, `be sure that each person wants to take part`, `in newsletters or by word of mouth`}},
	{"privacy statement by email", "guidance/setting-up-a-broadcast-list.md", "send-statement", []string{`email each person the text of the privacy statement when you add them`, `right to be informed`, `link:ico-informed`}},
	{"people leave as easily as they joined", "guidance/setting-up-a-broadcast-list.md", "let-people-leave", []string{`take people off the list when they ask`, `take back a yes at any time, as easily as they gave it`}},

	// The privacy statement
	{"statement: its title", "statements/broadcast-privacy.md", anywhere, []string{`subject: "\{\{org\.short\}\} \{\{group\}\} broadcast whatsapp privacy"`, `--- ## \{\{org\.short\}\} \{\{group\}\} broadcast whatsapp privacy hello,`}},
	{"statement: thanks", "statements/broadcast-privacy.md", anywhere, []string{`thank you for asking to join our group's whatsapp broadcast list`}},
	{"statement: what WhatsApp is used for", "statements/broadcast-privacy.md", anywhere, []string{`\{\{org\.short\}\} \{\{group\}\} uses whatsapp for important announcements`, `our services and activities`}},
	{"statement: who sees your messages", "statements/broadcast-privacy.md", anywhere, []string{`only the group's administrator sees your messages`, `coordinating team, or with the host of an event, only if it is needed to answer your question`}},
	{"statement: how to leave", "statements/broadcast-privacy.md", anywhere, []string{`leave at any time`, `reply to a broadcast message and ask the administrator to take you off the list`}},
	{"statement: the charity's notice", "statements/broadcast-privacy.md", anywhere, []string{`use and manage your personal data`, `your rights`, `\[mssociety\.org\.uk/privacy\]\(link:mss-privacy\)`}},
	{"statement: WhatsApp's notice", "statements/broadcast-privacy.md", anywhere, []string{`whatsapp itself handle personal data`, `\[whatsapp\.com/privacy\]\(link:whatsapp-privacy\)`}},
	{"leaving reply: asks nothing", "statements/leaving-reply.md", anywhere, []string{`nothing else changes`, `you do not need to reply`}},
	{"handover note: data is returned", "statements/handover-note.md", anywhere, []string{`return all the group's personal data to the coordinating team within seven days, and keep no copy`}},
	{"handover note: a lost phone, in order", "statements/handover-note.md", anywhere, []string{`lock the sim card.*register the number.*deactivate the account.*lock it or wipe it.*tell the charity's staff`}},

	// Group chats
	{"no group chat with members", "guidance/group-chats.md", "no-member-group-chat", []string{`do not set up a group chat with members, or for any of the group's activities`, `coffee mornings, yoga classes, social events`, `phone number and messages to all the others`, `serious consequences`, `uk gdpr`}},
	{"broadcast lists only, outside the team", "guidance/group-chats.md", "only-broadcast-lists", []string{`broadcast lists only, when you write to several members outside the coordinating team`}},
	{"a chat of the team alone is allowed", "guidance/group-chats.md", anywhere, []string{`may have a group chat for itself alone`, `between meetings`, `messages, photos, videos, links and attachments`, `give the chat a name`, `mute it`}},
	{"each person is happy to join", "guidance/setting-up-a-team-chat.md", "happy-to-join", []string{`each person is happy to join before`, `does not protect anyone's privacy`}},
	{"how to create a group chat", "guidance/setting-up-a-team-chat.md", anywhere, []string{`\]\(link:create-group\)`}},
	{"the four steps", "guidance/setting-up-a-team-chat.md", "team-chat-steps", []string{`1\. create the group with two or three people who have agreed, for example from the coordinating team`, `2\. name it.*ms society \(location\) coordinating team`, `3\. message the rest of the team.*like to invite them.*invite link will come`, `4\. send the invite link`, `link:create-group`}},
	{"participants are told what others see", "guidance/setting-up-a-team-chat.md", "tell-what-others-see", []string{`when you set it up`, `mobile number, your comments, and your files and media`, `store them, or share them outside the chat`}},

	// Things to weigh
	{"key messages reach everyone", "guidance/writing-messages.md", "key-messages-for-all", []string{`key discussions and messages on a channel that everyone has, or pass them on to people without a phone or whatsapp`, `not everyone has a phone`}},
	{"only numbers from the Portal", "guidance/keeping-numbers-right.md", "portal-numbers", []string{`only mobile numbers of volunteers and members that are held in the portal`}},
	{"numbers on the group's phone", "guidance/keeping-numbers-right.md", "numbers-on-group-phone", []string{`group's official mobile phone, if it has one`}},
	{"a PIN on every phone", "guidance/phones-and-computers.md", "phone-pin", []string{`protect every phone with a pin`}},
	{"the monthly check", "guidance/keeping-numbers-right.md", "monthly-check", []string{`at least once a month`, `gone from the portal, take them off the list and out of the group phone's contacts`, `respects the wishes`, `do not want to hear from the charity`, `go on writing to them breaks the law`}},
	{"messages go after seven days", "guidance/setting-up-a-team-chat.md", "seven-days", []string{`delete themselves after seven days`, `link:disappearing-messages`, `should not be used as the main tool`, `records do not suffer`}},
	{"no backup to Google", "guidance/phones-and-computers.md", "google-backup-off", []string{`turn off whatsapp's backup to google`, `messages in your inbox are copied`}},
	{"no backup to iCloud", "guidance/phones-and-computers.md", "icloud-backup-off", []string{`turn off whatsapp's backup to icloud`, `messages in your inbox are copied`}},
	{"code of conduct", "guidance/writing-messages.md", "code-of-conduct", []string{`follow the code of conduct in all that you say and write`, `include people`, `everyone should feel welcome and safe`, `link:code-of-conduct`}},
	{"devices are kept safe", "guidance/phones-and-computers.md", "safe-devices", []string{`password or a pin`, `latest system and security updates`, `unknown or public wi-fi`}},
	{"group deleted when not needed", "guidance/leaving-and-handing-over.md", "delete-unused-group", []string{`delete a group chat when it is no longer needed`, `link:delete-group`}},
	{"not too often, and in the daytime", "guidance/writing-messages.md", "only-what-is-needed", []string{`how often people want to hear from you`, `only what they need to know`, `only in the daytime`}},
	{"nobody else's information", "guidance/what-never-to-send.md", "no-personal-information", []string{`do not share someone else's personal information on whatsapp`}},
	{"never health information", "guidance/what-never-to-send.md", "no-health-information", []string{`do not send anyone's health information on whatsapp`, `especially sensitive`}},
	{"privacy is respected", "guidance/what-never-to-send.md", "respect-privacy", []string{`respect other people's privacy`}},
	{"no reply to abuse, and leaving is fine", "guidance/when-something-goes-wrong.md", "no-reply-to-abuse", []string{`do not reply to a message that is abusive, threatening, aggressive or rude`, `if you feel unsafe, you may leave the chat`}},
	{"abuse is reported and dealt with", "guidance/when-something-goes-wrong.md", "report-abuse", []string{`report it to the administrator of the chat, or to whoever set the chat up`, `remind the sender of the conduct that is expected`, `remove the sender`}},

	// Friendship chats, and writing to one person
	{"friendship chats are outside this guidance", "guidance/friendship-chats.md", anywhere, []string{`exercise class or over coffee`, `does not want to stop them`, `private messages between any friends`, `of their own accord`, `does not cover it`, `ms society is not responsible`, `data`}},
	{"friendships and the group kept apart", "guidance/friendship-chats.md", "keep-apart", []string{`keep your personal friendships and your relationships in the group apart`}},
	{"each message like an email of the group", "guidance/one-to-one.md", "as-group-email", []string{`like an email to or from the group's account`, `only for the society's business`}},
	{"no informal contact", "guidance/one-to-one.md", "no-informal-contact", []string{`do not contact someone informally, unless you are already friends or they gave you their number for that`}},
	{"no group news through friendship chats", "guidance/friendship-chats.md", "not-through-friendship-chats", []string{`do not use members' friendship chats to hand out the group's information`, `everyone in the coordinating team`}},

	// WhatsApp and Meta
	{"WhatsApp's own part and notice", "guidance/privacy-and-rights.md", anywhere, []string{`own part in handling what people share`, `link:whatsapp-privacy`}},
	{"Meta, formerly Facebook, and its notice", "guidance/privacy-and-rights.md", anywhere, []string{`owned by meta`, `used to be called facebook`, `has a privacy notice as well`}},
	{"addresses of both notices", "links.yaml", anywhere, []string{`whatsapp-privacy: address: https://www\.whatsapp\.com/privacy `, `meta-privacy: address: https://www\.facebook\.com/privacy/policy/ `}},

	// What was added since the charity's guide
	{"four linked devices, 14 days", "guidance/using-a-computer.md", update, []string{`up to four linked devices`, `phone does not need to be online`, `14 days`, `log out each device that you no longer use`, `could not check`}},
	{"broadcasts on a phone only", "guidance/broadcast-lists.md", update, []string{`make and use a broadcast list on a phone only`, `linked device`, `web browser`, `desktop app`, `could not check`}},
	{"silence proves nothing", "guidance/broadcast-lists.md", update, []string{`silence proves nothing`, `256 contacts`, `saved your number`, `nobody is told`}},
	{"monthly limit on broadcasts", "guidance/broadcast-lists.md", update, []string{`monthly limit on broadcasts from personal accounts`, `some countries`, `not published`, `warns you first`, `only what is needed`}},
	{"what disappearing messages do not do", "guidance/setting-up-a-team-chat.md", update, []string{`24 hours, 7 days or 90 days`, `new messages only`, `quoted, forwarded or kept`, `photo of it`, `anyone in the group can change the setting`, `limit "edit group settings" to administrators`}},
	{"newcomers can be sent earlier messages", "guidance/setting-up-a-team-chat.md", update, []string{`since february 2026`, `up to 100 messages from the last 14 days`, `administrator can turn this off`}},
	{"what advanced chat privacy blocks", "guidance/setting-up-a-team-chat.md", update, []string{`since 2025`, `advanced chat privacy`, `exporting`, `saving`, `for ai`, `cannot stop someone from taking a photo`, `asks @meta ai goes to meta`}},
	{"usernames", "guidance/group-chats.md", update, []string{`since june 2026`, `reserve a username`, `in place of their phone number`, `some people in a group chat will still show their number`, `could not check`}},
	{"a locked voice button", "guidance/features.md", update, []string{`slide it up until it locks`}},
	{"lifting the finger sends", "guidance/features.md", anywhere, []string{`lift your finger, and the message is sent at once`}},
	{"the iPhone's own backup", "guidance/phones-and-computers.md", update, []string{`backup of the whole phone to icloud`, `not encrypted`, `turn both off`}},
	{"invite links get passed on", "guidance/setting-up-a-team-chat.md", update, []string{`anyone who has an invite link can use it`, `passed on`, `reset the link when everyone has joined`, `approval of new members`}},
	{"who can add you to groups", "guidance/group-chats.md", update, []string{`each person chooses who can add them to groups`, `own whatsapp settings`, `link:group-privacy`}},
	{"a group without its administrator", "guidance/leaving-and-handing-over.md", update, []string{`only administrator leaves`, `another member the administrator`, `hand over before you go`, `60 days`, `could not check`}},
	{"deleting a group, and what stays", "guidance/leaving-and-handing-over.md", update, []string{`removes everyone, then leaves the group, and then deletes it`, `does not erase the copies on other people's phones`, `could not check`}},
	{"WhatsApp's own report", "guidance/when-something-goes-wrong.md", update, []string{`last five messages`, `sender is not told`, `link:block-report`}},
	{"danger: call 999", "guidance/when-something-goes-wrong.md", update, []string{`in danger, call 999\. do it first`}},
	{"telephone links for danger", "guidance/when-something-goes-wrong.md", anywhere, []string{`:::urgent .*\[call 999\]\(tel:999\).*\[call 101\]\(tel:101\).*:::.*## a threat`, `\[999\]\(tel:999\)`, `\[101\]\(tel:101\)`}},
	{"lowest age is 13", "guidance/about.md", update, []string{`in the uk`, `is 13\b`, `april 2024`, `since march 2026`, `under 13 can have an account that a parent manages`}},
	{"communities, channels and status", "guidance/about.md", update, []string{`communities, channels and status`, `does not cover them`, `ask the charity's staff first`}},
	{"Meta's new address", "guidance/privacy-and-rights.md", update, []string{`link:meta-privacy`, `older address`, `facebook\.com/about/privacy`, `leads to the same page`}},
	{"mistakes are reported straight away", "guidance/when-something-goes-wrong.md", "report-mistake", []string{`tell the charity's staff straight away if personal data goes to the wrong person, or if a phone is lost`}},
	{"where a breach is reported", "guidance/when-something-goes-wrong.md", anywhere, []string{`"reporting a data breach"`, `link:mss-keeping-data-safe`, `link:mss-volunteers`}},
	{"the 72 hours begin with the reader", "guidance/when-something-goes-wrong.md", update, []string{`has to report a breach to the information commissioner's office within 72 hours, unless a risk to people is unlikely`, `when any volunteer or member of staff knows of it, so the clock starts with you`, `do not have to decide`, `link:ico-breach`}},
	{"wrong person: note, delete, tell", "guidance/when-something-goes-wrong.md", update, []string{`for about two days, you can delete a message for everyone`, `note what was sent and to whom, delete it, and tell the charity's staff in the same minute`}},
	{"a lost phone's account", "guidance/when-something-goes-wrong.md", update, []string{`still work over wi-fi when the sim card is locked`, `register the number on another phone, or ask whatsapp to deactivate the account`, `press reports say`, `support@whatsapp\.com`, `"lost/stolen: please deactivate my account"`, `begins with \+44`, `could not check`}},
	{"a list reveals health", "guidance/keeping-numbers-right.md", update, []string{`list of names can give away health information`, `list for people with ms says something about a person`, `fined health charities`}},
	{"volunteers who leave return all data", "guidance/leaving-and-handing-over.md", "return-data", []string{`return all the group's personal data to your coordinating team within seven days`, `paper`, `computer, laptop, tablet, phone or memory stick`, `link:mss-data-rules`}},
	{"leavers keep no copy", "guidance/leaving-and-handing-over.md", anywhere, []string{`to return data means to keep no copy`, `clear your own phone and computer`, `link:mss-when-volunteer-leaves`}},
	{"a new download each time", "guidance/keeping-numbers-right.md", anywhere, []string{`link:mss-data-update`, `use a new download of members' details`, `delete it as soon as you have finished`}},
	{"leaving a list, but not the Portal", "guidance/keeping-numbers-right.md", anywhere, []string{`ask to leave the list while they are still in the portal`, `guidance does not say what to do with the contact on the phone`}},
	{"the right to see messages", "guidance/privacy-and-rights.md", update, []string{`ask to see the data that is held about them`, `includes messages`, `one month`, `begins when the request arrives, even if it comes to you`}},
	{"the right to complain", "guidance/privacy-and-rights.md", update, []string{`since 19 june 2026`, `complain to the charity itself`, `acknowledge a complaint within 30 days`}},
	{"requests are passed on the same day", "guidance/privacy-and-rights.md", "pass-on-requests", []string{`tell the charity's staff on the same day`, `asks to see their data, or complains about how it is used`}},

	// The drawings, and where the site comes from
	{"drawing: who sees whose number", "diagrams/who-sees.svg", anywhere, []string{`broadcast list.*each sees only your number.*group chat.*everyone sees every number`}},
	{"drawing: the life of a number", "diagrams/life-of-a-number.svg", anywhere, []string{`ask to join.*number in the portal.*statement emailed.*on the list.*monthly check.*off the list`, `they save your number`, `still in the portal\?.*gone from the portal\?`, `and out of the group.*phone’s contacts`}},
	{"the drawing's steps on its page", "guidance/keeping-numbers-right.md", anywhere, []string{`1\. the person \*\*asks to join.*2\. you check.*in the portal.*3\. you email them the \*\*privacy statement\*\*, and they save your number.*4\. they are \*\*on the list.*5\. \*\*each month.*6\. anyone who is no longer in the portal comes \*\*off the list\*\*, and out of the group phone's contacts`}},
	{"group lead, and the charity's own title", "guidance/index.md", anywhere, []string{`group lead\*\* is the volunteer who leads a group\. the ms society's own title is group coordinator`, `link:mss-coordinating-team`}},
	{"what must, should and a source are", "guidance/index.md", anywhere, []string{`for everyone, unless "only if" is written below it`, `names its \*\*source\*\*: the ms society, the law, reports about whatsapp, or us`, `in our own words`, `could not read whatsapp's own help pages`, `have not visited them`}},
	{"addresses were not visited", "links.yaml", anywhere, []string{`taken from stored copies of pages`, `nobody has visited them`}},
	{"where the site comes from", "site.yaml", anywhere, []string{`published guidance for local groups on whatsapp`, `updated where whatsapp or the law has changed`, `not the charity's own site unless`, `local networks or volunteering staff`}},
}

// ruleKinds is how strictly each rule of the guidance binds.
var ruleKinds = map[string]string{
	"no-downloads":                 "must-not",
	"delete-downloads":             "must",
	"close-desktop-app":            "should",
	"use-broadcast-list":           "must",
	"opt-in":                       "must",
	"asked-first":                  "must",
	"saved-number":                 "must",
	"send-statement":               "must",
	"no-member-group-chat":         "must-not",
	"only-broadcast-lists":         "must",
	"happy-to-join":                "must",
	"team-chat-steps":              "should",
	"tell-what-others-see":         "must",
	"key-messages-for-all":         "must",
	"portal-numbers":               "must",
	"numbers-on-group-phone":       "should",
	"phone-pin":                    "must",
	"monthly-check":                "must",
	"seven-days":                   "must",
	"google-backup-off":            "must",
	"icloud-backup-off":            "must",
	"code-of-conduct":              "must",
	"safe-devices":                 "must",
	"delete-unused-group":          "should",
	"only-what-is-needed":          "should",
	"no-personal-information":      "must-not",
	"no-health-information":        "must-not",
	"respect-privacy":              "must",
	"no-reply-to-abuse":            "must-not",
	"report-abuse":                 "must",
	"keep-apart":                   "should",
	"as-group-email":               "must",
	"no-informal-contact":          "must-not",
	"not-through-friendship-chats": "must-not",
	"let-people-leave":             "must",
	"return-data":                  "must",
	"report-mistake":               "must",
	"pass-on-requests":             "should",
}

// ruleSources is who says what a rule asks for, where it is not the charity's guidance on WhatsApp alone.
var ruleSources = map[string]string{
	"send-statement":   "guide informed-law",
	"let-people-leave": "consent-law guide",
	"return-data":      "data-rules",
	"report-mistake":   "data-update breach-law",
	"pass-on-requests": "ours access-law complaints-law",
}

// repeats is how often a rule is to be done, where the charity says so; and which rules are kept to, as what they ask is never done.
var repeats = map[string]string{
	"monthly-check":        "monthly",
	"portal-numbers":       "each-person",
	"opt-in":               "each-person",
	"asked-first":          "each-person",
	"send-statement":       "each-person",
	"saved-number":         "each-person",
	"happy-to-join":        "each-person",
	"tell-what-others-see": "each-person",
	"as-group-email":       "always",
	"close-desktop-app":    "always",
	"code-of-conduct":      "always",
	"keep-apart":           "always",
	"key-messages-for-all": "always",
	"let-people-leave":     "always",
	"only-broadcast-lists": "always",
	"only-what-is-needed":  "always",
	"pass-on-requests":     "always",
	"report-abuse":         "always",
	"report-mistake":       "always",
	"respect-privacy":      "always",
	"use-broadcast-list":   "always",
}

// namedUpdates is where each update with an identifier is, and its sources. Questions rest on them.
var namedUpdates = map[string][2]string{
	"other-features":     {"about", "press ours"},
	"age-13":             {"about", "press"},
	"phone-only":         {"broadcast-lists", "press"},
	"silence":            {"broadcast-lists", "press"},
	"monthly-limit":      {"broadcast-lists", "press"},
	"who-can-add-you":    {"group-chats", "press"},
	"usernames":          {"group-chats", "press"},
	"invite-links":       {"setting-up-a-team-chat", "press"},
	"earlier-messages":   {"setting-up-a-team-chat", "press"},
	"disappearing":       {"setting-up-a-team-chat", "press"},
	"chat-privacy":       {"setting-up-a-team-chat", "press"},
	"iphone-two-copies":  {"phones-and-computers", "press"},
	"four-devices":       {"using-a-computer", "press"},
	"list-is-private":    {"keeping-numbers-right", "regulator"},
	"closing-a-chat":     {"leaving-and-handing-over", "press"},
	"last-administrator": {"leaving-and-handing-over", "press"},
	"danger-999":         {"when-something-goes-wrong", "ours"},
	"lost-phone":         {"when-something-goes-wrong", "press"},
	"wrong-person":       {"when-something-goes-wrong", "press"},
	"breach-clock":       {"when-something-goes-wrong", "breach-law handling-data"},
	"whatsapp-report":    {"when-something-goes-wrong", "press"},
	"meta-address":       {"privacy-and-rights", "press"},
	"right-to-see":       {"privacy-and-rights", "access-law"},
	"right-to-complain":  {"privacy-and-rights", "complaints-law"},
}

// steps is what has to be done in which order. Each step matches one line of the list below the heading.
var steps = []struct {
	file, heading string
	want          []string
}{
	{"guidance/when-something-goes-wrong.md", "A threat, or someone in danger", []string{`999`, `101`, `do not reply\. keep the message`, `report it to the administrator`, `charity's staff`}},
	{"guidance/when-something-goes-wrong.md", "A lost phone", []string{`network operator.*lock the sim`, `register the number again.*another phone.*deactivate`, `find the phone.*lock it or wipe it.*find hub.*find my`, `charity's staff as soon as this is done, and on the same day`}},
	{"guidance/when-something-goes-wrong.md", "A message to the wrong person", []string{`what was sent, when, and to whom`, `delete the message for everyone\. do not wait`, `charity's staff in the same minute`, `what to say`}},
	{"guidance/when-something-goes-wrong.md", "Health details were sent", []string{`what was sent, when, and to whom\. do not copy the details`, `delete the message for everyone`, `charity's staff in the same minute.*health`, `no more about it in the chat`, `who will speak to the person`}},
	{"guidance/setting-up-a-broadcast-list.md", "As you add each person", []string{`asks to join`, `in the portal`, `privacy statement.*save your number`, `add them to the list`, `reached them`}},
	{"guidance/privacy-and-rights.md", "What to do when someone asks or complains", []string{`do not need to give a reason`, `charity's staff on the same day`, `delete nothing`, `what happens next`}},
}

// forbidden is what no page may say, and why.
var forbidden = map[string]string{
	`(return|returned|give|given|gave)( back)? or deleted?`:       "a leaver returns the data; deleting is not a choice",
	`delete or (return|give)`:                                     "a leaver returns the data; deleting is not a choice",
	`log(s|ged|ging)? out (of )?(all |your |the )?linked devices`: "on a lost phone, this is done on the phone itself",
	`a serious (one|breach) has to be reported`:                   "a breach is reported unless a risk is unlikely",
	`to wait for a complaint breaks`:                              "to go on writing breaks the law, not to wait",
	`come from the charity's guidance`:                            "misconceptions do not",
	`sam cannot come on friday`:                                   "it names a person, and says something about them",
	`found to be right`:                                           "addresses were not visited",
	`in the air`:                                                  "an idiom",
	`(^|[^-\w])admins?\b`:                                         "the word is administrator",
	`\bteam's chat\b`:                                             "the word is the team chat",
	`\bchat of the team\b`:                                        "the word is the team chat",
	`suffer(s|ing)? (from|with)|sufferers?\b|victims? of ms`:      "people with MS",
	`how we (expect people to )?behave`:                           "the conduct that is expected",
	`\bmend(s|ed|ing)?\b`:                                         "the word is fix, or put right",
	`—`:                                                           "no em dashes",
}
