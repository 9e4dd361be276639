// Package content is the site that ships with Handrail: the guidance on using WhatsApp in local groups.
package content

import "embed"

// FS holds the site's sources, as the folder content/ of any site does.
//
//go:embed site.yaml links.yaml sources.yaml retired.yaml synonyms.yaml glossary.yaml index.md guidance paths statements checklists quizzes training diagrams
var FS embed.FS
