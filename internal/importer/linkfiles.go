package importer

import (
	"path"
	"slices"
	"strings"

	"handrail/internal/picture"
	"handrail/internal/source"
	"handrail/internal/text"
)

// downloads lists the endings of the files that readers can take along, or play. Those of files that a browser runs are not among them.
func downloads() []string {
	return strings.Fields(".pdf .doc .docx .docm .dotx .odt .ott .rtf .txt .xls .xlsx .xlsm .ods .csv .tsv .ppt .pptx .ppsx .odp .pub .epub .ics .vcf .zip " +
		".mp3 .m4a .aac .ogg .oga .opus .wav .flac .mp4 .m4v .webm .mov .ogv .vtt .srt .json .geojson .gpx .kml .pages .numbers .key")
}

// download copies a file of a folder beside the page that links to it, and leads there.
func (r *resolver) download(f *Folder, name string) (href, what string) {
	key := fileOf{f, name}
	if to, known := r.copied[key]; known {
		return relative(r.page.path, to), ""
	}
	ending := strings.ToLower(path.Ext(name))
	if slices.Contains(f.Generator.endings(), ending) { // it is no page, or could not be read
		return "", "link-missing"
	}
	if !slices.Contains(downloads(), ending) && !picture.IsName(ending) {
		return "", "link-file"
	}
	data, _, err := source.ReadWhole(f.files, name, MaxFile)
	if err == nil && picture.IsName(ending) {
		data, err = picture.Clean(data)
	}
	if err != nil {
		return "", "link-file-broken"
	}
	to := r.names.take(path.Join(path.Dir(r.page.path), slug(withoutEnding(path.Base(name)))+ending))
	r.copied[key] = to
	r.pictures = append(r.pictures, File{"content/" + to, data})
	r.downloaded["content/"+to] = r.page.doc
	f.use(name)
	return relative(r.page.path, to), ""
}

// fileOf is a file of a folder.
type fileOf struct {
	folder *Folder
	name   string
}

// use notes that a file of the folder was read, or is on the site.
func (f *Folder) use(name string) {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.used[name] = true
}

// noteUnused makes an entry of each file of a folder that is neither read nor copied.
func (p *Plan) noteUnused() {
	for _, f := range p.folders() {
		for _, d := range f.Documents {
			f.use(d.File)
		}
		for _, e := range f.Entries {
			f.use(e.File)
		}
		for _, name := range f.names {
			if !f.used[name] {
				p.entries = append(p.entries, Entry{What: "file-unused", File: name})
			}
		}
	}
}

// findPictures reads the pictures that a document names in the folder that it is in.
func (r *reading) findPictures() {
	mapBlocks(r.doc.Blocks, nil, func(in text.Inline) []text.Inline {
		if _, held := r.doc.Pictures[in.Href]; in.Kind == text.Image && !held {
			r.findPicture(in.Href)
		}
		return []text.Inline{in}
	})
}

// lostPicture gives the words that say what a picture shows that is not there.
func (r *resolver) lostPicture(in text.Inline) []text.Inline {
	doc := r.page.doc
	words := strings.Join(strings.Fields(in.Text+" "+in.Title+" ("+in.Href+")"), " ")
	doc.Entries = append(doc.Entries, Entry{What: "picture-lost", File: doc.File, Heading: r.heading, Words: words})
	if in.Text == "" {
		return nil
	}
	return []text.Inline{{Kind: text.Words, Text: "[" + in.Text + "]"}}
}

// findPicture reads one picture, if it is there.
func (r *reading) findPicture(href string) {
	folder := r.doc.folder
	link := href
	if own, ok := folder.ownPath(link); ok {
		link = own
	} else if scheme().MatchString(link) || strings.HasPrefix(link, "//") {
		return
	}
	link, _, _ = strings.Cut(link, "?")
	link, _, _ = strings.Cut(link, "#")
	name := folder.file(r.doc, unescapePath(link))
	if name == "" {
		return
	}
	data, err := folder.picture(name)
	if err != nil {
		return
	}
	r.doc.Pictures[href] = Picture{Name: path.Base(name), Data: data}
}

// picture reads a picture of the folder: once, however many pages show it.
func (f *Folder) picture(name string) ([]byte, error) {
	f.lock.Lock()
	data, known := f.pictures[name]
	f.lock.Unlock()
	if known {
		return data, nil
	}
	data, _, err := source.ReadWhole(f.files, name, picture.MaxBytes)
	if err != nil {
		return nil, err
	}
	f.use(name)
	f.lock.Lock()
	defer f.lock.Unlock()
	f.pictures[name] = data
	return data, nil
}
