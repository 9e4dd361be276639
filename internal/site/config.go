package site

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"handrail/internal/pattern"
	"handrail/internal/source"
)

// Config is site.yaml.
type Config struct {
	ID           string       `yaml:"id" json:"id,omitempty"` // permanent: see Identity
	Title        string       `yaml:"title" json:"title"`
	ShortTitle   string       `yaml:"short_title" json:"short_title,omitempty"` // in the masthead, and below an icon on a home screen
	Summary      string       `yaml:"summary" json:"summary,omitempty"`
	Organisation Organisation `yaml:"organisation" json:"organisation"`
	About        string       `yaml:"about" json:"about,omitempty"`       // from what the site is built
	Ask          string       `yaml:"ask" json:"ask,omitempty"`           // whom to ask
	AskLink      string       `yaml:"ask_link" json:"ask_link,omitempty"` // how to reach them, as a link in a text: see Site.Help
	Feedback     *Feedback    `yaml:"feedback" json:"feedback,omitempty"` // nil when readers write to nobody
	Language     string       `yaml:"language" json:"language"`
	Accent       string       `yaml:"accent" json:"accent"`
	Second       string       `yaml:"second" json:"second,omitempty"`   // colour of lines that only set parts off; "" for a grey
	Corners      *int         `yaml:"corners" json:"corners,omitempty"` // radius in pixels; nil for that of the style sheet
	Logo         *Logo        `yaml:"logo" json:"logo,omitempty"`
	Font         *Font        `yaml:"font" json:"font,omitempty"`
	URL          string       `yaml:"url" json:"url,omitempty"` // where the site will be; ends in a slash
	Reading      Reading      `yaml:"reading" json:"reading"`

	// SourceEvery is how long after it was last read a source is to be read again; the zero Period when the site does not say.
	SourceEvery source.Period `yaml:"source_every" json:"source_every,omitzero"`

	// PathMinutes is the longest that the steps of a path may take, apart from those for later; 0 for no limit.
	PathMinutes int `yaml:"path_minutes" json:"path_minutes,omitempty"`

	Audiences    []Audience  `yaml:"audiences" json:"audiences,omitempty"`
	Offline      bool        `yaml:"offline" json:"offline"`             // readers' browsers keep the site, to read it without a network
	OfflineLimit source.Size `yaml:"offline_limit" json:"offline_limit"` // the largest site of which they keep every page

	// Checks says how what is found is reported: by the name of a check, or by a folder or page within content/.
	Checks map[string]CheckSetting `yaml:"checks" json:"checks,omitempty"`

	Pictures Pictures `yaml:"pictures" json:"pictures"` // how large they may be

	// HTML names the pages whose text may hold HTML, within content/: paths, or patterns such as guidance/**.
	HTML []string `yaml:"html" json:"html,omitempty"`

	// ActiveContent names the files that browsers may run as a part of the site, by their paths within content/.
	ActiveContent []string `yaml:"active_content" json:"active_content,omitempty"`

	// Exchange names the formats of learning systems that the site offers its quizzes in, for trainers to take away: see exchange.Formats.
	Exchange []string `yaml:"exchange" json:"exchange,omitempty"`

	// Targets are the places that the site is deployed to, by their names.
	Targets map[string]DeployTarget `yaml:"targets" json:"targets,omitempty"`

	File *source.File `yaml:"-" json:"-"`
}

// CheckSetting is the level of a check, or, for a folder or page, the levels of checks there by their names. A level is error,
// warning or off.
type CheckSetting struct {
	Level  string            `json:"level,omitempty"`
	Within map[string]string `json:"within,omitempty"`
}

// UnmarshalYAML reads a level, or a mapping of levels.
func (c *CheckSetting) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode && n.Value != "" {
		c.Level = n.Value
		return nil
	}
	if n.Kind != yaml.MappingNode {
		return errors.New("expected a level here: write error, warning or off")
	}
	c.Within = map[string]string{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, level := n.Content[i].Value, n.Content[i+1]
		if _, twice := c.Within[name]; twice || level.Kind != yaml.ScalarNode {
			return fmt.Errorf("%q has to have one level here: write error, warning or off", name)
		}
		c.Within[name] = level.Value
	}
	return nil
}

// Notation is how the levels of checks are written.
func (CheckSetting) Notation() (string, map[string]any) {
	level := map[string]any{"enum": []string{"error", "warning", "off"}}
	return "a level, or levels by the names of checks", map[string]any{"anyOf": []any{level, map[string]any{"type": "object", "additionalProperties": level}}}
}

// Organisation is whose guidance the site holds.
type Organisation struct {
	Name  string `yaml:"name" json:"name"`
	Short string `yaml:"short" json:"short"`
}

// Names are what people call the organisation, the longest first.
func (o Organisation) Names() []string {
	return slices.DeleteFunc([]string{o.Name, o.Short}, func(name string) bool { return name == "" })
}

// Reading is how hard the text may be before a warning is given.
type Reading struct {
	Age      int `yaml:"age" json:"age"`           // years; 0 for no limit
	Sentence int `yaml:"sentence" json:"sentence"` // words in a sentence; 0 for no limit
}

// Audience is one kind of reader. It has a page of its own, NAME.html, which leads to what is meant for it.
type Audience struct {
	Name    string `yaml:"name" json:"name"`
	Who     string `yaml:"who" json:"who,omitempty"`   // what pages call these readers, for example "group leads"; their name if it is not given
	Label   string `yaml:"label" json:"label"`         // how these readers name themselves on the home page
	Icon    string `yaml:"icon" json:"icon,omitempty"` // beside the label: one of Icons; "person" if it is not given
	Title   string `yaml:"title" json:"title"`
	Summary string `yaml:"summary" json:"summary"`
}

// Icons lists the icons that an audience can have: the template "icon" of blocks.html draws them.
func Icons() []string {
	return []string{"alert", "board", "letter", "list", "page", "people", "person", "quiz"}
}

// Called is what pages call an audience.
func (c Config) Called(audience string) string {
	for _, a := range c.Audiences {
		if a.Name == audience {
			return cmp.Or(a.Who, a.Name)
		}
	}
	return audience
}

// audienceNames lists the audiences that the site has.
func (c Config) audienceNames() []string {
	var names []string
	for _, a := range c.Audiences {
		names = append(names, a.Name)
	}
	return names
}

// isReserved says whether the page of an audience would have the address of one that the build makes for all readers, or of the home page.
func isReserved(audience string) bool {
	return audience == "index" || audience+".html" == WordsPage || slices.Contains(ownFiles(), audience+".html")
}

var audienceName = pattern.New(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// NamedLink is an entry of links.yaml: an address outside the site, or, where none is known, whom to ask.
type NamedLink struct {
	Name    string       `yaml:"-" json:"name"`
	Address string       `yaml:"address" json:"address,omitempty"`
	Title   string       `yaml:"title" json:"title"`
	Ask     string       `yaml:"ask" json:"ask,omitempty"`
	Checked source.Month `yaml:"checked" json:"checked"`

	Pos  source.Pos `yaml:"-" json:"-"`
	Line string     `yaml:"-" json:"-"` // the line at Pos
}

// defaultAccent is the accent colour of a site that does not choose its own.
const defaultAccent = "#1d4f56"

// defaultOfflineLimit is the largest site that is kept whole, if site.yaml does not say.
const defaultOfflineLimit source.Size = 5e6

// LoadConfig reads site.yaml of the folder content/, and what is wrong with it.
func LoadConfig(content fs.FS) (Config, []source.Diagnostic) {
	r := &reader{Loader: &Loader{content: content}}
	return r.config(), r.diags
}

// defaultConfig is what holds where site.yaml leaves a key out.
func defaultConfig() Config {
	return Config{Language: "en-GB", Accent: defaultAccent, Offline: true, OfflineLimit: defaultOfflineLimit, Pictures: defaultPictures()}
}

func (r *reader) config() Config {
	c := defaultConfig()
	if _, err := fs.Stat(r.content, "site.yaml"); errors.Is(err, fs.ErrNotExist) && !r.isRefused("site.yaml") {
		r.add(source.Diagnostic{Pos: source.Pos{File: shown("site.yaml")}, Severity: source.Error, Check: "site",
			Message: "the site has no content/site.yaml", Hint: "Write it, with at least a line title: and the name of the site."})
		return c
	}
	f := r.read("site.yaml")
	if f == nil {
		r.unsure.settings(nil, nil)
		return c
	}
	diags := withoutSecrets(f.Decode(&c))
	r.add(diags...)
	r.unsure.settings(f, diags)
	c.File = f
	r.targets(f, c.Targets)
	bad := func(key, hint, format string, args ...any) {
		d := f.At(f.KeyPos(strings.Split(key, ".")...), "site", format, args...)
		d.Hint = hint
		r.add(d)
	}
	if c.Title == "" && !frontWrong(diags) {
		bad("title", "Add title: the name of the site.", "the site has no title")
	}
	if c.ID != "" && !validID(c.ID) {
		bad("id", "Use 4 to 40 lowercase letters, digits and dashes, for example id: "+NewID()+". Keep it the same for as long as the site exists.", "%q cannot be the identifier of a site", c.ID)
		c.ID = ""
	}
	if c.URL != "" {
		u, err := url.Parse(c.URL)
		if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.RawQuery != "" || u.Fragment != "" {
			bad("url", "Write where the site will be, for example https://example.org/whatsapp/.", "%q is not the address of a site", c.URL)
			c.URL = ""
		} else if !strings.HasSuffix(c.URL, "/") {
			c.URL += "/"
		}
	}
	if c.PathMinutes < 0 {
		bad("path_minutes", "Write how many minutes the steps of a path may take, for example 30, or 0 for no limit.", "a path cannot take %d minutes", c.PathMinutes)
		c.PathMinutes = 0
	}
	if c.Pictures.Width < 0 {
		bad("pictures.width", "Write how many pixels a picture may be wide, for example 1600, or 0 for no limit.", "a picture cannot be %d pixels wide", c.Pictures.Width)
		c.Pictures = defaultPictures()
	}
	r.appearance(&c, bad)
	c.checkFeedback(bad)
	seen := map[string]bool{}
	for i, a := range c.Audiences {
		switch at := "audiences." + strconv.Itoa(i); {
		case !audienceName().MatchString(a.Name):
			bad(at, "Write one word in lowercase letters, or several with dashes between them: name: trustee. It becomes the address of a page.", "an audience cannot be called %q", a.Name)
		case isReserved(a.Name):
			bad(at, "Choose another name.", "an audience cannot be called %q: the build makes a page %s.html for everybody", a.Name, a.Name)
		case a.Icon != "" && !slices.Contains(Icons(), a.Icon):
			bad(at+".icon", "Choose one of "+strings.Join(Icons(), ", ")+".", "there is no icon %q", a.Icon)
		case seen[a.Name]:
			bad(at, "Keep one of the two.", "the audience %q is given twice", a.Name)
		}
		if (a.Label == "" || a.Title == "") && !explains(f, diags, f.KeyPos("audiences", strconv.Itoa(i))) {
			bad("audiences."+strconv.Itoa(i), `Add label: "I am a volunteer" and title: "For volunteers".`, "the audience %q has no label or no title", a.Name)
		}
		seen[a.Name] = true
	}
	return c
}

func (r *reader) links() map[string]*NamedLink {
	links := map[string]*NamedLink{}
	f, there := r.optional("links.yaml")
	if f == nil {
		r.unsure.Links = there
		return links
	}
	written := map[string]*NamedLink{}
	diags := f.Decode(&written)
	r.add(diags...)
	r.unsure.Links = frontWrong(diags) && len(written) == 0
	for name, link := range written {
		if link == nil {
			link = &NamedLink{}
		}
		links[composed(name)] = link
		link.Name, link.Pos = name, f.KeyPos(name)
		link.Line = f.Line(link.Pos.Line)
		message, hint := "", ""
		switch u, err := url.Parse(link.Address); {
		case explains(f, diags, link.Pos):
		case link.Address == "" && link.Ask == "":
			message, hint = fmt.Sprintf("the link %q has no address", name), "Add address: or, where none is known, ask: and say whom to ask."
		case link.Address != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == ""):
			message, hint = fmt.Sprintf("the link %q does not lead to a web page: %q", name, link.Address), "Write the whole address, starting with https://."
		case link.Title == "":
			message, hint = fmt.Sprintf("the link %q has no title", name), "Add title: the title of the page that it leads to."
		}
		if message != "" {
			d := f.At(link.Pos, "site", "%s", message)
			d.Hint = hint
			r.add(d)
		}
	}
	return links
}

// retired reads the list of identifiers that were used before.
func (r *reader) retired() map[string]*Retired {
	list := map[string]*Retired{}
	f, _ := r.optional("retired.yaml")
	if f == nil {
		return list
	}
	was := map[string]string{}
	diags := f.Decode(&was)
	r.add(diags...)
	for id, text := range was {
		old := &Retired{Was: strings.TrimSpace(text), Pos: f.KeyPos(id)}
		list[composed(id)] = old
		if old.Was == "" && !explains(f, diags, old.Pos) {
			d := f.At(old.Pos, "site", "the retired identifier %q does not say what it was", id)
			d.Hint = "Write what it was, and until when it was used, for example: \"the rule on backups, until May 2027\"."
			r.add(d)
		}
	}
	return list
}

// shown is a path within content/ as diagnostics name it.
func shown(name string) string { return path.Join("content", name) }
