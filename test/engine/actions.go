package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// pressing presses one key after another, as an input source of WebDriver and of WebDriver BiDi.
func pressing(keys []string) map[string]any {
	var actions []any
	for _, key := range keys {
		held := strings.Split(key, "")
		if strings.ToLower(key) != key || len(key) == 1 && strings.Contains(`~!@#$%^&*()_+{}|:"<>?`, key) { // as a keyboard types it
			held = slices.Insert(held, 0, shift)
		}
		for _, key := range held {
			actions = append(actions, map[string]any{"type": "keyDown", "value": key})
		}
		for _, key := range slices.Backward(held) {
			actions = append(actions, map[string]any{"type": "keyUp", "value": key})
		}
	}
	return map[string]any{"type": "key", "id": "keyboard", "actions": actions}
}

// clicking clicks the mouse's main button at a point of the page.
func clicking(x, y int) map[string]any {
	return map[string]any{"type": "pointer", "id": "mouse", "actions": []any{
		map[string]any{"type": "pointerMove", "x": x, "y": y},
		map[string]any{"type": "pointerDown", "button": 0}, map[string]any{"type": "pointerUp", "button": 0}}}
}

// middle scrolls to an element and returns its middle, from the corner of the viewport, once it stays there for two frames: the browser
// scrolls to a field in which somebody has just typed as well, a moment later, and a click reaches what the frame before shows.
func middle(ctx context.Context, p Page, element string) (x, y int, err error) {
	value, err := p.Evaluate(ctx, `(async at => {
		const place = () => {
			at.scrollIntoView({block: 'center', behavior: 'instant'});
			const box = at.getBoundingClientRect();
			return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
		};
		for (let last, now = place(); ; now = place()) {
			if (String(last) === String(now)) return now;
			last = now;
			await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
		}
	})(`+element+`)`)
	if err != nil {
		return 0, 0, fmt.Errorf("%s: %w", element, err)
	}
	var at [2]int
	err = json.Unmarshal(value, &at)
	return at[0], at[1], err
}
