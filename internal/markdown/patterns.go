package markdown

import "handrail/internal/pattern"

// leftoverPattern is markup that can be left over in a text that is shown.
type leftoverPattern struct {
	*leftoverKind
	text pattern.Pattern
}

// space is a character that looks like a space and is none, in a character class.
const space = `\x{a0}\x{1680}\x{2000}-\x{200b}\x{202f}\x{205f}\x{2060}\x{3000}\x{feff}`

// curlyQuotes are quotes that word processors put in the place of those that attributes need.
const curlyQuotes = "“”„‟‘’‚‛″′«»"

// patterns is the table of markup that can be left over, the surer first: what one has found, the later ones pass over.
// Text that was read as markup, and characters after a backslash, are not there any more when they are looked for.
func patterns() []leftoverPattern {
	p := func(text, message, hint string) leftoverPattern {
		return leftoverPattern{&leftoverKind{message: message, hint: hint}, pattern.New("(?m)" + text)}
	}
	grave := func(p leftoverPattern) leftoverPattern { p.grave = true; return p }
	hides := func(p leftoverPattern) leftoverPattern { p.hides = true; return p }
	braces := func(p leftoverPattern) leftoverPattern { p.braces = true; return p }
	return []leftoverPattern{
		hides(grave(p(`^::?[ \t]?(?:must|must-not|should|should-not|note|steps|update|do|dont|hint|trainer)(?:[ \t]*\{[^\n]*)?$`, "this does not open a block: three colons go before its name", "Write ::: before the name, and a line of ::: after the last line of the block."))),
		grave(p(`<!--`, "this comment never closes, so readers see it", "Put --> at its end, in the same paragraph.")),
		grave(p(`<!(?:[–—−]|-[^-\n]|-?[ \t])[^\n]*`, "this is not a comment, so readers see it", "Write <!-- before it and --> after it, with two dashes each.")),
		p(`-->`, "this is the end of a comment that never began, so readers see it", "Put <!-- where the comment begins, or write → for an arrow."),
		grave(p(`!\[[^\[\]\n]*\]\([^()\s]+[ \t]+=\d*x\d*[ \t]*\)`, "this is not a picture, because a size cannot be written within its brackets",
			"Write how wide it is after them: ![what it shows](picture.png){width=300}. Its height follows.")),
		grave(p(`!?\[[^\[\]\n]*\]\([^()\n]*[ `+space+`][^()\n]*\)`, "this is not a link, because its address has a space in it",
			"Write the address between angle brackets: [words](<my page.md>).")),
		grave(p(`!?\[[^\[\]\n]*\]\s+\((?:https?:|mailto:|tel:|link:|#|[\w./-]+\.\w{2,5}\b)[^()\n]*\)`, "this is not a link, because there is a space between its words and its address",
			"Take out the space between ] and (.")),
		grave(p(`\([^()\n]+\)\[(?:https?:|mailto:|tel:|link:|#|[\w./-]+\.\w{2,5}\b)[^\[\]\n]*\]`, "this is not a link, because its brackets are the wrong way round",
			"Write the words in square brackets and the address in round ones: [words](address).")),
		grave(p(`!?(?:\[[^\[\]\n]*\](?:（[^（）\n]*[）)]|\([^()\n]*）)|［[^［］\n]*］[（(][^()（）\n]*[）)])`, "this is not a link, because some of its brackets are wide ones",
			"Type them again with a Latin keyboard: [words](page.md).")),
		grave(p(`\[[^\[\]()\n]+[ (][\w./-]+\.(?:md|html?)(?:#[\w-]*)?\)`, "this is not a link, because a ] is missing", "Write [words](page.md).")),
		p(`\[\^[^\[\]\s]+\]`, "this is a footnote without a text, so readers see the brackets", "Write its text on a line of its own that starts in the same way and has a colon, or remove it."),
		p(`\^\[[^\[\]\n]+\]`, "a footnote within a sentence is not read, so readers see the brackets", "Write [^1] here, and the text on a line of its own: [^1]: the text."),
		p(`\[\[_?TOC_?\]\]|\[TOC\]|\{:toc\}`, "this asks for a list of the headings, so readers see it", "Remove it: a page with three headings or more has a list of them."),
		grave(p(`!?\[\[[^\[\]\n]+\]\]`, "double square brackets do not make a link", "Write [words](page.md), with the path of the page.")),
		grave(p(`\[!\w+\]`, "notes are not written in this way, so readers see the brackets", "Write a line with :::note above the text, and a line with ::: below it.")),
		grave(p(`^(?:(?:!!!|\?\?\?)[ +\t]|\.\. \w[\w-]*::)`, "notes are not written in this way, so readers see the characters", "Write a line with :::note above the text, and a line with ::: below it.")),
		grave(p(`!?\[[^\[\]\n]*\]\[[^\[\]\n]*\]`, "this is not a link, because there is no line that says where it leads",
			"Write [words](page.md), or add a line with the name in square brackets, a colon and the address.")),
		grave(p(`^\[[^\[\]\n]+\]:[ \t]+\S`, "this line is shown as text, because the line above it belongs to the same paragraph",
			"Put an empty line above it.")),
		grave(p(`(?:^|\s)! \x01`, "this is a link and not a picture, because there is a space after the !", "Take out the space between ! and [.")),
		grave(p(`!\[|\]\(`, "this link or picture is incomplete, so readers see its brackets", "Write [words](page.md), or ![what it shows](picture.png) for a picture, on one line.")),
		p(`^(?:\[[ xX✓✔✗✘☑vV*+oO.`+space+`-]{0,3}\]|\([ xX]?\))(?:[\s`+space+`]|$)`, "this box is neither [ ] nor [x]", "Write - [ ] or - [x] at the start of the line, with one space in or after each."),
		p(`^\[(?:[ `+space+`]+[=＝][ `+space+`]*|[=＝][ `+space+`]+|＝)\]`, "this is not an accepted answer", "Write - [=] at the start of the line, in a question of a quiz."),
		p(`^===[+!]? "[^"\n]*"`, "tabs are not written in this way, so readers see the characters", "Write a heading with ## and a space for each tab."),
		p(`^={4,}[ \t]*$`, "readers see this line: it underlines no heading", "Write ## and a space before the words of a heading, or remove the line."),
		p(`~~`, "readers see these characters: the words are not struck out", "Put ~~ right before the first word and right after the last one."),
		p(`==[^\s=][^=\n]*==`, "readers see these characters: text cannot be highlighted", "Write **words** to make them stand out."),
		p(`\*\*[^*\n]*\*\*|\*\*|\*[^\s*][^*\n]*\*|(?:^|[\s(])\*[^\s*]|(?:^|[\s(])_[^\s_][^_\n]*\s_|(?:^|[\s(])__[A-Za-z0-9]|[A-Za-z0-9]__(?:[\s).,]|$)`, "readers see these characters: the words are not emphasised",
			"Put the characters right before the first word and right after the last one, with no space between: **Note:** text. To show one as it is, put a \\ before it."),
		p("`", "readers see this character: the code that it begins or ends is incomplete", "Put one on each side of the code, or write an apostrophe as '."),
		hides(grave(p(`^＃[^\n]*$`, "this is not a heading: it starts with a wide ＃", "Write ## and a space."))),
		hides(grave(p(`^#{1,6}[`+space+`][^\n]*$`, "this is not a heading: what looks like a space after it is another character", "Delete the space after # and type it again."))),
		hides(grave(p(`^(?:#{2,}[^\s#]|#[^\s#\d]|#{7,})[^\n]*$`, "this is not a heading", "Put one space after ##. If the line is meant to start like this, put a \\ before it."))),
		p(`\{[^{}\n]*[`+curlyQuotes+`][^{}\n]*\}?`, "what is between these braces cannot be read: it has curly quotes", `Type straight quotes: key="value".`),
		braces(p(`\{%[^%\n]*%\}|\{%|%\}|\{\{[^{}\n]*\}\}|\{\{|\}\}`, "readers see these braces: nothing is put in their place", "Write the words themselves. Only a statement has fields.")),
		p(`\{/\*|%%[^%]+%%`, "comments are not written in this way, so readers see it", "Write <!-- before it and --> after it."),
		p(`\{[#:.]?[^{}\n]*='[^{}\n]*\}`, "what is between these braces cannot be read: it has single quotes", `Type double quotes: key="value".`),
		p(`\{#[^{}\n]*$`, "these braces never close, or a quote between them does not, so readers see them", `Put } at the end of the line, and a straight double quote at each side of a value: {#name key="value"}.`),
		p(`[｛(（]#[a-z][\w-]*(?:[ \t]+[a-z]+=[^\n]*)?[｝)）][ \t]*$`, "readers see this: the name of a heading goes between curly braces", `Write it at the end of the heading's line as {#name}.`),
		p(`\{[#:.][^\s{}]?|\{[\w-]+=`, "readers see these braces: attributes can only be at the end of a heading, and on the line that opens a block",
			"Move them there, or remove them."),
		hides(p(`:::`, "readers see these colons: a block begins and ends on a line of its own", "Put an empty line above, and write ::: at the start of the line.")),
		grave(p(`^(?:[-*+]|\d{1,9}[.)])[`+space+`]`, "this is not a list: what looks like a space is another character", "Delete the space and type it again.")),
		grave(p(`^[-+](?:\[|[^\s\d+>-])|^\*\[`, "this is not a list item", "Put one space after the dash.")),
		grave(p(`^\d{1,9}[.)](?:\[|[^\s\d.,):%])`, "this is not a list item", "Put one space after the number.")),
		hides(grave(p(`\n((?:>|#{1,6}[ \t]|[-*+][ \t]+\S)[^\n]*)`, "this line is part of the text above it, because it is indented too far", "Start it further to the left, as far as the line that it belongs below."))),
		p(`\n(\d{1,2}[.)][ \t]+\S)`, "this is not a list item, because the line above it belongs to the same paragraph", "Put an empty line above the first item."),
		p(`^[•·∙◦▪▫■□●○◆◇‣▸►❖✓✔➔➜➢➤‐‑‒–−－・＊☐☑☒][\s`+space+`]`, "this is not a list item", "Write - and a space in place of the first character."),
		p(`^[•∙◦▪▫■□●○◆◇‣▸►❖➔➜➢➤☐☑☒]\S`, "this is not a list item", "Write - and a space in place of the first character."),
		p(`^\d{1,3}[ \t][.)][ \t]`, "this is not a list item, because there is a space before its full stop", "Write 1. and a space."),
		p(`^(?:[①-⑳❶-❿]|\d\x{fe0f}?\x{20e3}|[\x{660}-\x{669}\x{6f0}-\x{6f9}０-９]{1,3}[.)．）、])`, "this is not a list item", "Write 1. and a space: only these digits, with a full stop, make a list."),
		p(`^[A-Z][.)][ \t][^\n]*\n[A-Z][.)][ \t]`, "these are not list items", "Write 1. and a space: a list cannot have letters."),
		p(`^(?:o|[→⇒➡✅❌👉§]\x{fe0f}?)[ \t][^\n]*\n(?:o|[→⇒➡✅❌👉§]\x{fe0f}?)[ \t]`, "these are not list items", "Write - and a space in place of the first character."),
		p(`^—[^\n]*\n—`, "these are not list items", "Write - and a space in place of the dash."),
		p(`^\(?(?:[a-z]|[ivx]{2,4})\)[ \t]|^[a-z]\.[ \t]|\A\(\d{1,2}\)[ \t]`, "this is not a list item", "Write 1. and a space: a list cannot have letters."),
		p(`^(?:\|[^\n]*|\+(?:[-=]+\+)+)$(?:\n[^\n]*)*`, "this is not a table, so readers see the lines", "Put a line of | --- | --- | below the first row, with as many parts as the row has."),
		p(`^[^|\n]+ \|[^|\n]*(?:\|[^|\n]*)*\n[^|\n]+ \|`, "this is not a table, so readers see the lines", "Put a line of | --- | --- | below the first row, with as many parts as the row has."),
		p(`^[^\t\n]*\S\t[^\n]*\n[^\t\n]*\S\t[^\n]*$`, "this is not a table: tabs are shown as spaces", "Write | before, between and after the cells, and a line of | --- | --- | below the first row."),
		p(`\|\|[^\s|][^|\n]*\|\||(?:^|[\s(])\+\+\w[^\n]*?\w\+\+|\w\^[^\s^]{1,20}\^|\w~[^\s~]{1,20}~|(?:^|[\s(]):[a-z][a-z0-9_]*(?:-[a-z0-9_]+)*:(?:[\s).,;!?]|$)`, "readers see these characters: they are not markup here",
			"Write the words without them. To show one as it is, put a \\ before it."),
		p(`&amp;(?:amp|lt|gt|quot|nbsp|#\d+|#x[0-9a-fA-F]+|[lr]s?quo|[nm]dash);`, "readers see this: the text was converted twice", "Write the character itself."),
		p(`&(?:nbsp|amp|lt|gt|quot|ndash|mdash|hellip|pound|copy|shy)(?:[^;\w]|$)`, "readers see this: a semicolon is missing after it", "Put ; after the name."),
		p(`�`, "a character was lost here when the text was converted", "Type it again, and save the file with the encoding UTF-8."),
	}
}
