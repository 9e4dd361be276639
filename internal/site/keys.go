package site

import (
	"slices"

	"handrail/internal/source"
)

// configKeys is the table of the keys of Config.
func configKeys() []source.Key {
	return slices.Concat(identityKeys(), lookKeys(), readerKeys(), checkKeys(), publishKeys())
}

// identityKeys are about what the site is.
func identityKeys() []source.Key {
	return []source.Key{
		{Name: "title", Part: "What the site is", Needed: true, Text: "The name of the site, at the top of every page.", Example: "WhatsApp in your local group"},
		{Name: "short_title", Text: "A shorter name for the masthead, and for below the icon on a home screen.", Without: "the title is used.", Example: "WhatsApp guide"},
		{Name: "summary", Text: "One sentence that says what the site is for. Search engines and previews of links show it.", Example: "Plain guidance for volunteers."},
		{Name: "id", Text: "What distinguishes the site from every other one, in readers' calendars and on their devices: 4 to 40 lowercase letters, digits and dashes. `handrail init` writes one. Never change it.",
			Without: "one is worked out from the address, or from the organisation's name and the title, and is another one as soon as they change.", Pattern: "^(" + siteID().String() + ")?$", Example: "leeds-whatsapp"},
		{Name: "organisation", Text: "Whose guidance the site holds. Statements have its names as `{{org.name}}` and `{{org.short}}`.", Example: "{name: Example Society, short: Example}", Keys: []source.Key{
			{Name: "name", Text: "Its whole name.", Example: "Example Society"},
			{Name: "short", Text: "What people call it.", Example: "Example"},
		}},
		{Name: "about", Text: "What the site is built from, in a sentence or two. It is at the foot of every page.", Example: "This site is built from our guidance for local groups."},
		{Name: "ask", Text: "Whom readers can ask, at the foot of every page.", Example: "Ask the office."},
		{Name: "ask_link", Text: "How to reach them: `link:` and a name of `links.yaml`, a page such as `help.md`, `mailto:` with an email address, or `tel:` with a number.", Example: "mailto:office@example.org"},
		{Name: "feedback", Text: "Where readers write when something on a page is wrong or unclear. Each page then ends with a mail that already says which page and version it is about. The site itself sends nothing.",
			Without: "pages do not ask for it.", Example: "{email: guidance@example.org}", Keys: []source.Key{
				{Name: "email", Needed: true, Text: "One email address.", Example: "guidance@example.org"},
			}},
		{Name: "language", Text: "The language of the text, as a tag such as `en-GB` or `cy`. The words of the interface come from `templates/strings`.", Example: "en-GB"},
		{Name: "url", Text: "Where the site will be. It is needed for a feed of what is new, for the map for search engines, and for links in documents that people take along. It begins with `https://` or `http://`.",
			Without: "the site has no feed and no map.", Example: "https://example.org/whatsapp/"},
	}
}

// lookKeys are about how the site looks.
func lookKeys() []source.Key {
	const colour = `^(#[0-9A-Fa-f]{6})?$`
	return []source.Key{
		{Name: "accent", Part: "How it looks", Text: "The colour of the masthead, of links and of buttons: `#` and six digits. It needs a contrast of 7:1 with the page, and gets a lighter form for dark pages.", Pattern: colour, Example: `"#0b4f5c"`},
		{Name: "second", Text: "The colour of lines that set parts off. It needs a contrast of 3:1.", Without: "they are grey.", Pattern: colour, Example: `"#b36b00"`},
		{Name: "corners", Text: "The radius of corners in pixels: 0 for square ones.", Without: "they are slightly rounded.", Range: []int{0, maxCorners}, Example: "12"},
		{Name: "logo", Text: "A picture in place of the letter in the masthead. Use one that you may use.", Without: "the first letter of the title is shown.", Example: "{file: logo.svg, alt: Example Society}", Keys: []source.Key{
			{Name: "file", Needed: true, Text: "The picture, by its path in the content folder.", Example: "logo.svg"},
			{Name: "alt", Needed: true, Text: "The name that it shows, for people who do not see it.", Example: "Example Society"},
		}},
		{Name: "font", Text: "A font that the site brings itself, as WOFF2 of at most 30 KB a file. The text is there at once, in a font of the device, and changes when the font has come. Opened from a folder, Firefox does not load it.",
			Without: "text is in a font of the device.", Example: "{regular: fonts/a.woff2, bold: fonts/b.woff2}", Keys: []source.Key{
				{Name: "regular", Needed: true, Text: "The file for regular letters, by its path in the content folder.", Example: "fonts/a.woff2"},
				{Name: "bold", Text: "The file for bold letters.", Without: "browsers make them of the regular ones.", Example: "fonts/b.woff2"},
			}},
		{Name: "pictures", Text: "How large pictures on pages may be. A photo that is larger is made smaller as the site is built; your own file stays as it is.", Example: "{width: 1600, size: 500 KB}", Keys: []source.Key{
			{Name: "width", Text: "The maximum width in pixels; 0 for no limit.", Range: []int{0}, Example: "1600"},
			{Name: "size", Text: "The maximum size of a file; `0 KB` for no limit.", Example: "500 KB"},
		}},
	}
}

// readerKeys are about who reads the site, and how.
func readerKeys() []source.Key {
	return []source.Key{
		{Name: "audiences", Part: "Who reads it, and how", Text: "The kinds of readers. Each has a door on the home page, and a path. Pages say whom they are for with `audience`.", Example: "[{name: lead, who: group leads, label: I lead a group, title: For group leads, summary: Set up lists and chats.}]", Keys: []source.Key{
			{Name: "name", Needed: true, Text: "What pages name it by: lowercase letters and digits, with dashes between words. It becomes the address of a page, such as `lead.html`.", Pattern: audienceName().String(), Example: "lead"},
			{Name: "who", Text: "What pages call these readers.", Without: "the name is used.", Example: "group leads"},
			{Name: "label", Needed: true, Text: "How these readers name themselves, on the door.", Example: "I lead a group"},
			{Name: "icon", Text: "The icon beside the label.", Without: "it is `person`.", Allowed: append(Icons(), ""), Example: "people"},
			{Name: "title", Needed: true, Text: "The title of their page.", Example: "For group leads"},
			{Name: "summary", Text: "One sentence that says what they find there.", Example: "Set up lists and chats."},
		}},
		{Name: "path_minutes", Text: "How many minutes the steps of a path may take before `handrail check` warns; 0 for no limit. Steps for later do not count.", Without: "there is no limit.", Range: []int{0}, Example: "30"},
		{Name: "reading", Text: "How hard the text may be before `handrail check` warns.", Without: "there is no limit.", Example: "{age: 11, sentence: 25}", Keys: []source.Key{
			{Name: "age", Text: "The reading age of a page in years; 0 for no limit.", Example: "11"},
			{Name: "sentence", Text: "The words in a sentence; 0 for no limit.", Example: "25"},
		}},
		{Name: "offline", Text: "`false` if browsers are not to keep the site for reading without a signal. What was kept before is removed from a browser when it next visits.", Example: "false"},
		{Name: "offline_limit", Text: "The largest site of which a browser keeps every page. Of a larger one it keeps the last 100 pages that were visited, the home page, and those that are `essential`.", Example: "10 MB"},
	}
}

// checkKeys are about what is reported, and what is let through.
func checkKeys() []source.Key {
	return []source.Key{
		{Name: "checks", Part: "What is reported", Text: "How what is found is reported: `error`, `warning` or `off`, by the name of a check. Below the path of a folder or page, it counts there alone.", Example: "{reading-age: off, guidance/archive: {sentence: off}}"},
		{Name: "source_every", Text: "After how long sources are to be read again. `handrail check` then warns of each that is overdue.", Without: "no source is overdue.", Example: "1 year"},
		{Name: "html", Text: "The pages whose text may hold HTML: paths in the content folder, or patterns such as `guidance/**`. What could do harm is left out, and reported.", Without: "no page may.", Example: "[guidance/video.md]"},
		{Name: "active_content", Text: "The files that browsers may run as a part of the site, by their paths in the content folder. Any other such file is an error.", Example: "[downloads/tool.html]"},
	}
}

// publishKeys are about what leaves the site, and where it goes.
func publishKeys() []source.Key {
	return []source.Key{
		{Name: "exchange", Part: "Where it goes", Text: "The formats in which the site offers its quizzes to trainers, for learning systems and other quiz programs. `handrail quiz export --help` lists them.", Without: "it offers none.", Example: "[scorm12, moodle]"},
		{Name: "targets", Text: "The places that `handrail deploy` can put the site, by names that you choose: letters, digits, dashes and underscores. Each is a folder, a folder on a server, or a bucket. Passwords and keys do not belong here.",
			Names: targetName().String(), Example: "{live: {bucket: guidance, endpoint: \"https://s3.eu-west-2.amazonaws.com\", region: eu-west-2}, stick: {folder: /media/stick/guidance}}", Keys: targetKeys()},
	}
}

// targetKeys is the table of the keys of DeployTarget.
func targetKeys() []source.Key {
	return []source.Key{
		{Name: "folder", Text: "A folder, by its path from the site's folder; on a server, from where a login begins, or from the top with a slash before it. The folder that it is in has to exist.", Example: "/media/stick/guidance"},
		{Name: "sftp", Text: "The server of a host that you log in to by SFTP, with its port after a colon if it is not 22.", Example: "ssh.example.org"},
		{Name: "ftps", Text: "The server of a host that you log in to by FTP with TLS, with its port after a colon if it is not 21. At port 990 TLS is there from the beginning.", Example: "ftp.example.org"},
		{Name: "ftp", Text: "Not allowed: FTP without TLS sends the password, and the site, for anybody on the way to read and to change. Ask your host for `sftp` or `ftps`.", Example: "ftp.example.org"},
		{Name: "user", Text: "Who logs in to the server. The password is asked for: see `handrail login`.", Example: "leeds"},
		{Name: "host_key", Text: "The fingerprint of the server's key, for SFTP.", Without: "the keys that this computer knows count, and a new one is asked about at a terminal.", Pattern: "^(" + hostKey().String() + ")?$", Example: `"SHA256:uNiVztksCsDhcc0u9e8BrQpBvrDL5OTb3T5Yy0Xh5pY"`},
		{Name: "tls_name", Text: "The name in the server's certificate, for FTPS, where your host says that it is not the server's.", Without: "the certificate has to be for the server's name.", Pattern: "^(" + hostName().String() + ")?$", Example: "server7.example.net"},
		{Name: "bucket", Text: "The name of a bucket of a store with an S3 API. Handrail does not make it.", Pattern: "^(" + bucketName().String() + ")?$", Example: "guidance"},
		{Name: "endpoint", Text: "The address of the store's S3 API, without the bucket.", Without: "it is that of AWS.", Example: "https://s3.eu-west-2.amazonaws.com"},
		{Name: "region", Text: "The bucket's region, if the store has regions.", Pattern: "^(" + regionName().String() + ")?$", Example: "eu-west-2"},
		{Name: "prefix", Text: "A folder in the bucket, for a site that shares the bucket with others.", Without: "the site is at the top of the bucket.", Example: "whatsapp"},
		{Name: "insecure", Text: "`true` lets the endpoint be `http` on a network of your own. On this computer it is always allowed.", Example: "true"},
		{Name: "compress", Text: "How files are compressed: for a bucket one of the two, for a folder also both.", Without: "they are not compressed.", Allowed: Encodings(), Example: "[gzip]"},
	}
}

// frontKeys is the table of the keys of Front.
func frontKeys() []source.Key {
	return []source.Key{
		{Name: "title", Text: "The name of the page. It is its heading, and what links to it say.", Without: "the text has to begin with a heading with one `#`, which is then the name.", Example: "Broadcast lists"},
		{Name: "summary", Text: "One sentence that says what the page is for. Lists of pages show it.", Example: "Send news to everyone without showing anybody's number."},
		{Name: "order", Text: "Its place in the folder: the lowest number comes first.", Without: "it comes after those that have one, by the name of its file.", Example: "10"},
		{Name: "audience", Text: "Whom the page is for: names of `audiences` in `site.yaml`. The path of a path page has exactly one.", Without: "it is on nobody's path.", Example: "[volunteer, lead]"},
		{Name: "topics", Text: "The topics of a checklist that the page is about. Readers do not see them, and `handrail check` reports one that no checklist has.", Example: "[broadcast]"},
		{Name: "reviewed", Text: "The day on which somebody last checked that the page is true.", Example: "2026-11-20"},
		{Name: "review_every", Text: "How long that holds. `handrail check` then warns that the page is overdue.", Without: "the page is never overdue.", Example: "6 months"},
		{Name: "aliases", Text: "Old addresses of the page in this site, from its top. Whoever goes there is led to the page.", Example: "[old/lists.html]"},
		{Name: "draft", Text: "`true` for a page that is not ready. It is left out, except with `--drafts`.", Example: "true"},
		{Name: "door", Text: "The words of a door of its own on the home page, above those of the audiences. Keep it for what readers need at once.", Example: "Something has gone wrong"},
		{Name: "essential", Text: "`true` if browsers are to keep the page for reading without a signal, even where the site is too large to be kept whole.", Example: "true"},
	}
}

// linkKeys is the table of the keys of NamedLink.
func linkKeys() []source.Key {
	return []source.Key{
		{Name: "address", Text: "The whole address, which begins with `https://` or `http://`.", Without: "there has to be an `ask`.", Example: "https://example.org/form"},
		{Name: "title", Needed: true, Text: "The title of the page that it leads to.", Example: "Order form"},
		{Name: "ask", Text: "Whom to ask, where nobody knows the address yet.", Example: "Ask your group lead."},
		{Name: "checked", Text: "The month in which somebody last looked at it.", Example: "2026-11"},
	}
}

// originKeys is the table of the keys of Origin.
func originKeys() []source.Key {
	return []source.Key{
		{Name: "from", Needed: true, Text: "Who speaks: the charity, the law, the service that the guidance is about and reports of it, or you yourself.", Allowed: Voices(), Example: "charity"},
		{Name: "title", Needed: true, Text: "What readers see after \"Source:\", in a few words.", Example: "Our guidance for groups"},
		{Name: "link", Text: "The name of its address in `links.yaml`, where there is one.", Example: "groups-guidance"},
		{Name: "checked", Text: "The month in which it was last read.", Example: "2026-11"},
	}
}

// glossaryKeys is the table of the keys of glossaryFile.
func glossaryKeys() []source.Key {
	return []source.Key{
		{Name: "source", Text: "Who says what the words mean: a name of `sources.yaml`. It is shown at the top of the list.", Example: "ours"},
		{Name: "words", Text: "What is explained.", Example: "[{word: opt in, means: To say yes before anything is sent.}]", Keys: []source.Key{
			{Name: "word", Needed: true, Text: "The word or abbreviation, as the pages have it.", Example: "Information Commissioner's Office"},
			{Name: "means", Needed: true, Text: "What it means: plain text of at most 200 characters.", Example: "The office that looks after data protection law in the UK."},
			{Name: "forms", Text: "Other forms of it, such as an abbreviation. In English, a regular plural is found by itself.", Example: "[ICO]"},
			{Name: "says", Text: "How it sounds when the page is read aloud, where that is not as it is written.", Example: "I C O"},
			{Name: "page", Text: "Where more is said: a page, as `index.md` would link to it, or `link:` and a name of `links.yaml`.", Example: "guidance/data.md"},
		}},
		{Name: "known", Text: "Abbreviations that everybody knows, which `handrail check` leaves alone.", Example: "[UK, USB]"},
		{Name: "hard", Text: "Words that the site does not want to use, each with what to write in its place, or with nothing.", Example: "{data controller: the charity}"},
	}
}
