package browser

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// floor is the oldest of each browser in which everything works, by the names of @mdn/browser-compat-data. It is that of
// templates/browser/modern.ts, and of the page about browsers in docs/site.
const floor = `{"chrome": "87", "chrome_android": "87", "firefox": "78", "safari": "14.1", "safari_ios": "14.5", "samsunginternet_android": "14.0"}`

// newer is what the site uses beyond the floor, with why it does no harm where it is missing.
func newer() map[string]string {
	const (
		asked    = "the script asks for it first, and goes without"
		look     = "only how something looks changes"
		own      = "each such selector has a rule of its own, beside those of other engines"
		printing = "only paper changes"
		speed    = "it only saves time"
	)
	return map[string]string{
		"Clipboard.write": asked, "ClipboardItem": asked, "DecompressionStream": asked, "ReadableStream.pipeThrough": asked, "Document.exitFullscreen": asked,
		"Document.fullscreenEnabled": asked, "DocumentOrShadowRoot.fullscreenElement": asked, "Element.requestFullscreen": asked,
		"LockManager.request": asked, "NavigatorLocks.locks": asked, "Navigator.share": asked,
		"FetchEvent.resultingClientId":     "a page that is shown without a network lacks its pictures",
		"NavigationPreloadManager.disable": asked, "ServiceWorkerRegistration.navigationPreload": asked,
		":file-selector-button": own,
		":highlight":            "lines lie under the words that are read",
		"CSS.highlights":        asked, "Highlight": asked, "BroadcastChannel": asked, "BroadcastChannel.close": asked, "BroadcastChannel.postMessage": asked,
		"Document.caretPositionFromPoint": asked, "CaretPosition.offset": asked, "CaretPosition.offsetNode": asked, "Document.caretRangeFromPoint": asked,
		"AbstractRange.startContainer": "before, each range had it itself", "AbstractRange.startOffset": "before, each range had it itself",
		":first":             printing,
		":is":                look,
		":focus-visible":     "the browser draws its own ring",
		":has":               "its rules only place what is readable in the order of the page",
		":popover-open":      asked,
		":selection":         look,
		":where":             "a drawing fills its place without it, and corners are square",
		"@page":              printing,
		"accent-color":       look,
		"align-self: start":  look,
		"appearance":         look,
		"break-after: avoid": printing,
		"color-scheme":       look, "color-scheme: dark": look, "color-scheme: light": look, "color-scheme: only": look,
		"contain": speed, "contain: layout": speed, "contain-intrinsic-size": speed, "content-visibility": speed, "content-visibility: auto": speed, "content-visibility: visible": printing,
		"cursor: pointer":           look,
		"font-family: ui-monospace": "another family follows it",
		"forced-color-adjust":       look, "forced-color-adjust: none": look,
		"hyphens":                 look,
		"overflow-wrap: anywhere": "a word too long for the screen runs over, as it does in any page",
		"print-color-adjust":      printing, "print-color-adjust: exact": printing,
		"page": printing, "size": printing,
		"resize": "a field keeps its size", "resize: vertical": "a field keeps its size",
		"scroll-margin-block": look,
		"text-size-adjust":    "what else sets the size is the reader",
		"text-wrap":           look, "text-wrap: balance": look,
		"user-select": "the text is selected by hand", "user-select: all": "the text is selected by hand",
		"width: fit-content": look,
	}
}

// TestSupport: the browsers of the floor have each method, property and global that the scripts use, and each property, selector
// and rule of the style sheets.
func TestSupport(t *testing.T) {
	t.Parallel()
	args := []string{"support.mjs", filepath.Join(publicDir(t), "assets"), floor}
	for _, folder := range []string{"", "templates/worker"} {
		config, err := filepath.Abs(filepath.Join(top, folder, "tsconfig.json"))
		if err != nil {
			t.Fatal(err)
		}
		args = append(args, config)
	}
	out, err := exec.CommandContext(t.Context(), "node", args...).Output()
	if err != nil {
		t.Fatalf("node support.mjs: %v (run scripts/setup)", err)
	}
	var used []struct {
		Name        string
		Known       bool
		Late, Files []string
	}
	if err := json.Unmarshal(out, &used); err != nil {
		t.Fatal(err)
	}
	// What the data has no entry for, and each engine has had since before the floor, or ignores as a prefix of another engine.
	unlisted := map[string]bool{"-moz-appearance": true, ":-webkit-details-marker": true, "@bottom-center": true, "@top-left": true, "CSSStyleDeclarationBase.setProperty": true, "URL.prototype": true,
		"SpeechSynthesisUtterance.onboundary": true, "SpeechSynthesisUtterance.onend": true, "SpeechSynthesisUtterance.onerror": true, "SpeechSynthesisUtterance.onstart": true,
		"CSSStyleDeclarationBase.cssText": true, "CSSStyleDeclarationBase.getPropertyValue": true, "CSSStyleProperties.lineHeight": true, "CanvasText.measureText": true,
		"CanvasTextDrawingStyles.font": true, "URL.TEXT_NODE": true, "CSSStyleProperties.clipPath": true, "CSSStyleProperties.listStyleType": true}
	allowed := newer()
	seen := map[string]bool{}
	for _, one := range used {
		seen[one.Name] = true
		switch {
		case !one.Known && !unlisted[one.Name]:
			t.Errorf("%s, used in %s, is not in @mdn/browser-compat-data", one.Name, strings.Join(one.Files, ", "))
		case len(one.Late) > 0 && allowed[one.Name] == "":
			t.Errorf("%s, used in %s, is only there from %s", one.Name, strings.Join(one.Files, ", "), strings.Join(one.Late, ", "))
		}
	}
	for name := range allowed {
		if !seen[name] {
			t.Errorf("%s is allowed, and used no more", name)
		}
	}
	if len(used) < 300 || !seen["Element.replaceChildren"] && !seen["ParentNode.replaceChildren"] || !seen["flex-wrap"] {
		t.Errorf("only %d names were found", len(used))
	}
}
