package builder

import (
	"bytes"
	"html/template"

	"handrail/internal/statement"
	"handrail/internal/wording"
)

// View is everything that a layout may show of one page. It is plain data, so that its digest says whether the page
// has changed: a layout reads nothing else.
type View struct {
	Layout string // the layout's name, for example "page"; also the class of <body>
	Lang   string // language of the site, for example "en-GB"

	Site    SiteView
	Root    string // from this page to the site's folder: "" or "../" or "../../"
	Path    string // address of this page within the site, for example "guidance/phones.html"
	Title   string
	Summary string

	Canonical string // absolute address; empty unless site.yaml gives url

	Head   template.HTML // the template "head" of base.html, which the pages of a folder share
	Header template.HTML // the template "header"
	Footer template.HTML // the template "footer"

	Siblings template.HTML // the template "siblings": the pages of the section
	Crumbs   []Link        // from the home page to this page's parent; empty on the home page
	Trail    template.HTML // the template "crumbs" of them
	Prev     *Link
	Next     *Link

	Contents template.HTML // items of a list: the headings of level 2 and 3, when there are enough of them to be worth listing
	Draft    bool          // the page is not meant to be seen yet
	Urgent   template.HTML // the :::urgent block that the text begins with; a layout that leaves it out has it at the start of Body
	Body     template.HTML
	Audience []string // for whom the page is, in words
	Minutes  int      // reading time, rounded up; 0 when the page has no text

	Reviewed *Date        // when the page was last reviewed
	Due      *Date        // when the next review is due
	Reading  *ReadingView // where a reader says that they have read the page; nil where nobody can
	Overdue  bool         // the review was due before the day of the build

	Children  []Card         // section and home: the pages below, in order; path: pages for its audience that are none of its steps
	More      bool           // section: its text has links to pages that are not among Children
	Ways      []Card         // home: pages with a door of their own, which come first
	Doors     []Door         // home: one for each audience
	Journey   *PathView      // path
	Groups    []RuleGroup    // rules page: rules under headings
	Index     *RuleIndex     // rules page: ways to find one
	News      *NewsView      // what is new
	Words     *WordsView     // words page
	Records   *RecordsView   // record page
	Chapters  []Chapter      // handbook: every page of the guidance
	Files     []FileView     // handbook: the same as files; answers: the quiz as files for learning systems
	Checklist *ChecklistView // checklist
	Version   int            // statement: its version
	Statement *StatementView // statement
	Quiz      *QuizView      // quiz
	Refresh   *RefreshView   // questions of all quizzes
	Search    *SearchView    // search
	Target    string         // redirect: where the page has gone
	Package   *PackageView   // page of a quiz in a package
	Feedback  *FeedbackView  // nil on pages that no source is the text of, and where site.yaml names nobody to write to

	frame  *frame                    // header and footer, which are put in where Header and Footer are
	urgent []byte                    // what is put in where Urgent is
	text   func(*bytes.Buffer) error // writes the text that is put in where Body is; nil when Body is all there is

	Widget *WidgetView // the widget of the page; nil for most pages
}

// PackageView is what the page of a quiz has in a package that a learning system plays. It has no header and no footer of the site.
type PackageView struct {
	System string            // the format of the package, such as "scorm12"
	Policy template.HTMLAttr // content attribute of the Content-Security-Policy <meta>
	Style  string            // address of the style sheet
	Icon   template.URL      // data: address of the site's icon
	Help   *HelpLink         // how readers reach those whom they can ask; nil when the site does not say, or where no whole address is known
}

// ReadingView is what a script needs to keep that a page was read.
type ReadingView struct {
	Page  string              // its name, for example "guidance/phones"
	Paths map[string][]string // the steps after it in each path that has it, as templates/features/reading/next.ts reads them
	Later ScriptView          // which the script of pages of text loads when it is first needed
}

// ToolView is where the files of a tool are, from the page, and what they must be for a browser to use them; nothing unless Input.Hosted.
type ToolView struct {
	Name                            string
	Script, Style                   string
	ScriptIntegrity, StyleIntegrity string
}

// WidgetView is where a widget's files are, from the page. A page that is like the widget's without it has no script.
type WidgetView struct {
	Script, Style string
	Later         string // a script that Script loads when it is first needed; "" for none

	// What the files must be for a browser to use them (https://www.w3.org/TR/SRI/); empty unless Input.Hosted.
	ScriptIntegrity, StyleIntegrity, LaterIntegrity string
}

// SiteView is what every page shows of the site.
type SiteView struct {
	Identity          string // distinguishes it from every other site
	Title, Summary    string
	Short             string // the title as the masthead has it
	Mark              string // the letter beside the title in the masthead; "" when the title has none
	Org, OrgShort     string
	About             string // says from what the site is built
	Ask               string // says whom to ask
	HasRules, HasBook bool   // rules.html and handbook.html exist
	HasNews           bool   // whats-new.html exists
	HasRefresh        bool   // refresh.html exists
	HasWords          bool   // words.html exists
}

// FrameView is what the templates "head", "header", "siblings" and "footer" show: what the pages of a folder share.
type FrameView struct {
	Site SiteView
	Root string // from the pages of the folder to the site's folder: "" or "../" or "../../"
	Home bool   // the page is the home page

	Logo *LogoView // in place of Site.Mark; nil for none

	Nav  []Link // the site's top sections; when there are too many to choose from, the one that holds the page
	More bool   // there are sections beside those of Nav: the home page has them all

	Help *HelpLink // how readers reach those whom they can ask; nil when the site does not say

	Pages template.HTML // items of a list: the pages of the section, or those near the page
	Near  *Link         // the section's own page, when only those near the page are listed

	Policy       template.HTMLAttr // content attribute of the Content-Security-Policy <meta>
	Style        string            // address of the style sheet
	Icon         template.URL      // data: address of the site's icon
	Inline       template.CSS      // the style sheet itself, on the one page that may be served at any depth (404)
	InlineScript template.JS       // and the script itself
	Script       string            // address of the script of the page
	Feed         string            // address of the Atom feed; empty unless site.yaml gives url
	Worker       string            // address of the service worker; empty where none is to be registered
	Tools        []ToolView        // what a page loads when its button is first pressed
	Live         string            // address of the development server's script; empty in a real build

	// What the style sheet and the script must be for a browser to use them (https://www.w3.org/TR/SRI/); empty unless Input.Hosted.
	Integrity, ScriptIntegrity string
}

// RecordsView is what records are held against: the paths of the site, and the rules that they teach.
type RecordsView struct {
	Paths []RecordPath
	Rules []RecordRule
}

// RecordPath is a path with the steps that a record of it can have.
type RecordPath struct {
	Link
	Name  string
	Rules string // the rules that it teaches, by their places in RecordsView.Rules, with a space between them
	Steps []RecordStep
}

// RecordStep is a step of a path: a page, or an agreement, whose sentence is the title.
type RecordStep struct {
	Link
	Kind, Name string
	Version    string // of an agreement
}

// RecordRule is a rule with the version that it has now.
type RecordRule struct {
	Link
	ID, Version string
}

// Link is an address, relative to the page that shows it, with its text.
type Link struct {
	Title, Href string
	Current     bool // the link leads to this page, or to the section that holds it
}

// HelpLink leads to those whom readers can ask. Its address is relative, or one of the schemes https, http, mailto and tel.
type HelpLink struct {
	Title string
	Href  template.URL
}

// Card is a link with what can be expected behind it.
type Card struct {
	Link
	Icon      string // one of site.Icons; "" for none
	Summary   string
	Audience  []string // for whom the page is, in words
	Minutes   int      // reading time; of a path, that of its steps; 0 for a quiz, a statement and a checklist
	Questions int      // of a quiz
}

// Door is a card that leads to the path of an audience.
type Door struct {
	Card
	Name  string // of the path, for example "volunteer"
	Steps string // its steps as JSON, for a script: a list of StepView; "" when there are too many
}

// PathView is a path, complete without a script.
type PathView struct {
	Name  string // on devices and in records, for example "volunteer" or "paths/office"
	Parts []PartView
}

// PartView is the steps of a path that are for now, or for later.
type PartView struct {
	ID      string // "now" or "later"
	Title   string
	Minutes int
	Hours   int // the same in hours, where that is easier to take in; 0 otherwise
	Start   int // the number of its first step
	Steps   []StepView
}

// StepView is a step of a path.
type StepView struct {
	Kind    string `json:"step"` // read, quiz, statement, checklist or agree
	Name    string `json:"name"` // on devices and in records: that of its page, or "agree:" and an identifier
	Title   string `json:"title"`
	Href    string `json:"href,omitempty"` // empty for an agreement
	Minutes int    `json:"minutes"`
	Part    string `json:"part"`
	Pass    int    `json:"pass,omitempty"`    // of a quiz: per cent; 0 when nobody passes or fails
	Rules   string `json:"rules,omitempty"`   // of a page to read: "ID:VERSION", with spaces between them
	Version string `json:"version,omitempty"` // of an agreement

	Summary string `json:"-"`
}

// LogoView is the picture in the masthead.
type LogoView struct{ Src, Alt string }

// Date is one day, for machines and for people.
type Date struct {
	ISO   string // 2026-11-20
	Words string // 20 November 2026
}

// BlockView is a ::: block within a page, handed to the template "block-KIND" of blocks.html.
type BlockView struct {
	Kind    string // note, update, urgent, steps, pair
	Body    template.HTML
	Other   template.HTML // pair: what not to do, beside Body
	ID      string        // update, urgent: by which questions know it; empty when none can
	Sources []SourceView  // update, urgent
	Checked *Date         // update, urgent: when its source was last read (Words is a month and a year)
}

// RuleView is one rule, handed to the template "rule" of blocks.html, on its page and wherever it is quoted.
type RuleView struct {
	ID      string
	Kind    string        // must, must-not, should, should-not
	Text    template.HTML // the rule, inline
	Plain   string        // the same without markup, for the names of links
	Why     template.HTML // the reason, blocks; empty when there is none
	Applies string        // when it applies, in words; empty when always
	Repeat  string        // as markdown.Repeats has it
	Changed *Date
	Version string // as markdown.Rule has it
	Was     string // its words before Changed; empty when nobody says
	Href    string // where the rule is, from this page: "#id" on its own page
	Sources []SourceView
	Differs string // says that the rule is stricter, or less strict, than its source; empty when it is neither

	Page       *Link  // rules page: the page that says it
	Quizzes    []Link // rules page: the questions that test it
	Checklists []Link // rules page: the checklists that act on it
	Statements []Link // rules page: the statements that fulfil it
}

// SourceView is a source of a rule or an update, for the template "source" of blocks.html.
type SourceView struct {
	Title string
	Href  string // an address outside the site; empty when there is none
	Said  string // how its own words put the rule, to follow the title; empty when nobody says
}

// RuleGroup is the rules of a page under a heading.
type RuleGroup struct {
	ID, Title string
	For       string // the names of the audiences of the page, with spaces between them; "" for everybody
	Rules     []RuleView
}

// RuleIndex is lists by which to find a rule: the rules of each kind, and the groups for each audience.
type RuleIndex struct{ Kinds, Audiences []RuleList }

// RuleList is what is of one kind, or for one audience.
type RuleList struct {
	Name, Title string
	Links       []Link
}

// NewsView is what has changed, the newest first.
type NewsView struct {
	Months []NewsMonth
	Marked bool   // words that differ are marked in some of it
	Older  int    // how many changes before those are left out
	Feed   string // address of the Atom feed; "" when there is none
}

// NewsMonth is what has changed in a month.
type NewsMonth struct {
	Month Date // a month and a year
	Days  []NewsDay
}

// NewsDay is the rules that changed on a day, and the pages that were reviewed on it.
type NewsDay struct {
	Date  Date
	Rules []NewsRule
	Pages []Link
}

// NewsRule is a rule that changed: its words, cut into those that differ from the words before and those that do not.
type NewsRule struct {
	ID, Kind string
	Was      []wording.Part // none when nobody says
	Now      []wording.Part
	Page     Link // to the rule, with the title of its page
}

// Chapter is one page of the handbook. Its headings start at Level.
type Chapter struct {
	ID, Title string
	Level     int // 2 for a section or a page at the top, 3 for a page in a section
	Reviewed  *Date
	Body      template.HTML
}

// FileView is a link to a file, with what that is.
type FileView struct {
	Link
	Kind, Size string // in words
	Use        string // where it can be used; "" where the title says so
}

// ChecklistView is a checklist, complete without a script: what it asks, and every rule that answers can reach.
type ChecklistView struct {
	Name      string // within the site, for example "checklists/whatsapp"
	Questions []QuestionView
	Groups    []ItemGroup
}

// QuestionView is one question of a checklist.
type QuestionView struct {
	Ask     string
	Many    bool // more than one option may be chosen
	Options []OptionView
}

// OptionView is one answer. Its topic is empty when it brings none.
type OptionView struct{ Topic, Label string }

// ItemGroup is items that are done equally often, or that a group keeps to.
type ItemGroup struct {
	Repeat    string // as markdown.Repeats has it
	ID, Title string
	Calendar  string // address of the file that reminds of them; empty when they do not come back on a day
	Items     []ItemView
}

// ItemView is a rule as something to do.
type ItemView struct {
	RuleView
	Say       template.HTML // the rule, or its wording for a checklist
	Condition string        // as the source has it: "broadcast team-chat+computer"; empty when it always applies
	Minutes   int           // to do it; 0 when it is not known
	Skip      string        // when it may be left out: words that go on after "if"
	Calendar  string        // address of the file that reminds of it
}

// StatementView is a statement as its page shows it, blank or filled in for one group.
type StatementView struct {
	Name    string        // within the site, for example "statements/broadcast-privacy"
	Subject template.HTML // its fields marked
	Titled  bool          // the text begins with it
	Fields  []FieldView   // the fields to fill in; none when it is filled in
	Unused  []string      // words about faults that no text can have in these fields
	Rules   []Link        // that it fulfils
	Changes []ChangeView  // the newest first
	Text    string        // address of the text file, blank or filled in
	Word    string        // address of the Word file
	Blank   Link          // from a group's page to the blank statement
	Index   string        // address of the list of groups; "" when there is none
	Own     []string      // names of the organisation
	Formats *FormatsView  // nil when it is filled in
}

// FieldView is one field of a statement.
type FieldView struct {
	statement.Field
	Choices  string   // the options of a choice, in one line
	From, To string   // of a date: the first and the last day in words; "" for none
	Offered  []string // to choose from while typing
}

// ChangeView says what is new in a version of a statement.
type ChangeView struct {
	Version int
	Date    *Date
	What    string
}

// FormatsView is what a script fills in: templates of each format, fields in double braces. Values go into Page, HTML
// and Word as XML has them, into the others as they are.
type FormatsView struct {
	Subject string               `json:"subject"`
	File    string               `json:"file"` // what files are called, without the ending
	Text    string               `json:"text"`
	HTML    string               `json:"html"` // of the blocks alone
	Page    string               `json:"page"` // a whole file
	Word    []statement.WordPart `json:"word"`
	Day     string               `json:"day,omitempty"`    // how a date is written, when a field is one: {day}, {month} and {year}
	Months  []string             `json:"months,omitempty"` // the names of the months, when a field is a date
}

// QuizView is a quiz as the page shows it, complete without a script; and its key.
type QuizView struct {
	Pass        int    // per cent; 0 when nobody passes or fails
	Draw        int    // how many questions are asked; 0 for all
	Shuffle     string // questions, choices, both, none
	Feedback    string // at-once, at-end
	Certificate bool
	Name        string   // of the quiz within the site, for example "quizzes/the-basics"
	Digest      uint32   // of the name, 20 bits: how a result says of which quiz it is
	Version     string   // digest of the questions and their answers: an attempt at another version cannot be gone on with
	Paths       []string // names of the paths that it is a step of
	Page        Link     // the quiz itself
	Trainer     []Link   // what a trainer makes of the quiz: the answers, the screen before a room, the board
	Others      []Other  // board: the other quizzes of the site
	Questions   []QuizQuestionView
}

// Other is another quiz of the site, so that a result of it can be distinguished from one that no quiz here could have given.
type Other struct {
	Digest uint32
	Board  Link
}

// QuizQuestionView is one question with what is shown after the answer.
type QuizQuestionView struct {
	ID, Title   string
	Digest      uint32 // how a result names the question, 20 bits
	Kind        string // a quiz.Kind
	Level       int    // of its heading: 2, or 3 in a scenario
	Points      int
	Story       *StoryView // before the first question of a scenario
	Stem        template.HTML
	Hint        template.HTML
	Trainer     template.HTML // for trainers alone: the quiz itself has none
	Choose      template.HTML // what there is to choose, from the template choose-KIND of its kind
	Answer      template.HTML // what of it is right, from the template answer-KIND
	Explanation template.HTML
	Newer       string // which source has what the question tests, when the organisation's guidance does not; empty otherwise
	Rules       []RuleLink
}

// RuleLink is a rule that a question tests, or an update that it rests on.
type RuleLink struct {
	Link
	ID      string // in a package, where the address need not name it; empty otherwise
	Version string // of the rule, as markdown.Rule has it; empty for an update, and where no script asks for it
	Page    string // title of the page that it is on, for a room; empty otherwise
	Source  string // its sources, in words
}

// RefreshView is what the script of the page of questions of all quizzes begins with.
type RefreshView struct {
	Index QuestionIndex
	Files []ScriptView // of questions, in the order of the index
}

// SearchView is the page of the search: a list from A to Z.
type SearchView struct {
	Letters []Letter
	Left    string       // "pages" or "sections" when the list has nothing else; "" when it has everything
	Files   []ScriptView // by which the site is searched: the one to load first, and those of which it knows
	Help    *HelpLink    // how readers reach those whom they can ask; nil when the site does not say
}

// Letter is the entries that begin with a letter.
type Letter struct {
	ID, Name string // Name is "" for entries that begin with none
	Entries  []Entry
}

// Entry is a page, a heading, a rule, or a word that the site explains.
type Entry struct {
	Link
	Page string // title of the page that it is on; "" for a page
	Rule bool
}

// ScriptView is where a script is, from the page, and what it must be for a browser to use it.
type ScriptView struct{ Src, Integrity string }

// StoryView is the story of a scenario.
type StoryView struct {
	ID, Title string
	Body      template.HTML
}
