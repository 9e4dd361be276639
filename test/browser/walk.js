// What the walker does in a page, and what it asks of each state. Findings are plain sentences, as in audit.js.
window.walk = (() => {
	const seen = element => element.checkVisibility({visibilityProperty: true}) && element.getClientRects().length > 0;
	const text = element => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
	const said = element => (element.getAttribute('aria-label') || element.innerText).replace(/\s+/g, ' ').trim();
	const name = element => element.cloneNode(false).outerHTML.replace(/<\/.*$/, '').slice(0, 120) + ' ' + text(element).slice(0, 40);
	const controls = 'a[href], button, summary, input:not([type=hidden]), select, textarea, [tabindex="0"]';

	// What only screen readers have is made one pixel large on purpose.
	const shown = element => seen(element) && !element.closest('.hidden, .skip, svg *, [popover]:not(:popover-open)') && !unseen(element);
	const unseen = element => element.closest('thead') !== null && getComputedStyle(element.closest('thead')).clipPath !== 'none';

	// The quiz's own list of questions has the answers: the question that is on the screen, by its heading.
	const question = () => {
		const heads = [...document.querySelectorAll('.take h1, .take h2, .take h3')].map(text);
		return [...document.querySelectorAll('.list [data-question]')].find(one => heads.includes(text(one.querySelector('h2, h3'))));
	};

	// What an option or a row says, without its control.
	const row = select => text(select.closest('li').querySelector('span'));

	// Chooses in the select of each row the option that a function picks, and returns how many presses that takes.
	const pick = (selects, to) => {
		for (const select of selects) {
			const options = [...select.options].filter(option => option.value);
			select.value = to(row(select), options).value;
			select.dispatchEvent(new Event('change', {bubbles: true}));
		}
		return 2 * selects.length; // one opens it, one chooses
	};

	const answers = {
		choose: (right, asked) => {
			const good = asked.filter(choice => choice.hasAttribute('data-right')).map(choice => text(choice.querySelector('p')));
			const inputs = [...document.querySelectorAll('.take .option input[name=answer]')];
			const fits = inputs.filter(input => good.includes(text(input.labels[0])) === right);
			const pressed = right ? fits : fits.slice(0, 1);
			pressed.forEach(input => input.click());
			return pressed.length;
		},
		order: (right, asked) => pick(document.querySelectorAll('.take select'), (words, options) =>
			options[(asked.findIndex(item => text(item) === words) + (right ? 0 : 1)) % options.length]),
		pair: (right, pairs) => pick(document.querySelectorAll('.take select'), (words, options) => {
			const good = pairs.find(pair => pair[0] === words)[1];
			return options.find(option => (text(option) === good) === right);
		}),
		write: (right, asked) => {
			const input = document.querySelector('.take [type=text]');
			input.value = right ? text(asked[0]) : 'zzz';
			input.dispatchEvent(new Event('input', {bubbles: true}));
			return 1;
		},
	};

	return {
		// Finds the control that says these words, or begins with them.
		find: words => {
			const all = [...document.querySelectorAll('main :is(button, summary, a[href], label), button, a[href]')].filter(seen);
			return all.find(one => said(one) === words) ?? all.find(one => said(one).startsWith(words));
		},

		// Presses that control.
		press: words => {
			const at = walk.find(words);
			if (!at) return false;
			at.focus();
			at.click();
			return true;
		},

		// Whether there is a control that says these words.
		says: words => [...document.querySelectorAll('main button')].some(one => seen(one) && said(one) === words),

		// What the main button says.
		main: () => [...document.querySelectorAll('.take .go')].filter(seen).map(said).pop() ?? '',

		// Chooses the options that say these words, or all but those that know nothing, and returns how many presses that takes.
		tick: words => {
			const inputs = [...document.querySelectorAll('.take .option input')];
			const said = inputs.map(input => text(input.labels[0]));
			const all = inputs.filter((_, i) => words ? words.includes(said[i]) : !['Not sure', 'None of these'].includes(said[i]));
			const pressed = inputs[0].type === 'radio' ? all.slice(0, 1) : all;
			pressed.forEach(input => input.click());
			return pressed.length;
		},

		// Writes into a field.
		write: (field, words) => {
			const input = document.querySelector(field);
			input.value = words;
			input.dispatchEvent(new Event('input', {bubbles: true}));
		},

		// Answers the question on the screen, and returns how many presses that takes.
		answer: right => {
			const answer = question().querySelector('.answer');
			const all = selector => [...answer.querySelectorAll(selector)];
			if (all('ol.choices > li').length) return answers.choose(right, all('ol.choices > li'));
			if (all('tbody tr').length) return answers.pair(right, all('tbody tr').map(one => [...one.cells].map(text)));
			if (all('ul ul').length) {
				return answers.pair(right, all('ul ul > li').map(one => [text(one), text(one.parentElement.parentElement.firstChild)]));
			}
			if (all('ol > li').length) return answers.order(right, all('ol > li'));
			return answers.write(right, all('ul:not(.rules) > li'));
		},

		// Nothing to be scrolled to sideways, nothing outside the page or cut off, and no target over another.
		shape: () => {
			const found = [];
			const width = document.documentElement.clientWidth;
			const all = [...document.body.querySelectorAll('*')].filter(shown);
			const boxes = new Map(all.map(element => [element, element.getBoundingClientRect()]));
			if (document.scrollingElement.scrollWidth > width + 1) found.push(`is ${document.scrollingElement.scrollWidth} px wide in a window of ${width} px`);
			const out = all.filter(element => boxes.get(element).width && (boxes.get(element).right > width + 1 || boxes.get(element).left < -1));
			for (const element of out.filter(element => !out.some(other => other !== element && element.contains(other))).slice(0, 3)) {
				found.push(`from ${Math.round(boxes.get(element).left)} to ${Math.round(boxes.get(element).right)} px in a window of ${width} px: ${name(element)}`);
			}
			for (const element of all) {
				const style = getComputedStyle(element);
				const cuts = value => value === 'hidden' || value === 'clip';
				if (!text(element)) continue;
				if (cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 2) found.push(`cuts its text at the side: ${name(element)}`);
				if (cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 2) found.push(`cuts its text below: ${name(element)}`);
			}
			// What stays at an edge of the window may lie over what can be scrolled away from it: see covered.
			const stays = element => {
				const at = element.closest('.actions, .news, .display, .ruler > div, .speak');
				return at !== null && ['sticky', 'fixed', 'absolute'].includes(getComputedStyle(at).position);
			};
			const targets = all.filter(element => element.matches(controls) && getComputedStyle(element).display !== 'inline' && !stays(element));
			targets.forEach((one, i) => targets.slice(i + 1, i + 6).forEach(other => {
				const [a, b] = [boxes.get(one), boxes.get(other)];
				const over = Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
				if (over && !one.contains(other) && !other.contains(one) && !one.closest('[popover]') === !other.closest('[popover]')) found.push(`lies over another: ${name(one)} | ${name(other)}`);
			}));
			return found;
		},

		// What takes the focus is not behind what stays at an edge of the window, on the way down and on the way up.
		covered: () => {
			const stops = [...document.querySelectorAll(controls)].filter(element => seen(element) && !element.disabled && element.tabIndex >= 0);
			const found = new Set();
			for (const element of [...stops, ...[...stops].reverse()]) {
				element.focus();
				for (const box of element.getClientRects()) {
					for (const [x, y] of [[box.left + 3, box.top + 3], [box.right - 3, box.bottom - 3], [box.left + box.width / 2, box.top + box.height / 2]]) {
						if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
						const top = document.elementFromPoint(x, y);
						if (!top || element.contains(top) || top.contains(element)) continue;
						for (let at = top; at; at = at.parentElement) {
							if (['sticky', 'fixed'].includes(getComputedStyle(at).position) && !at.contains(element)) found.add(`is behind ${name(at)}: ${name(element)}`);
						}
					}
				}
			}
			scrollTo(0, 0);
			return [...found];
		},

		// Spaces the text as WCAG 1.4.12 asks.
		spaced: (() => {
			const sheet = new CSSStyleSheet();
			sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');
			return on => { document.adoptedStyleSheets = on ? [sheet] : []; };
		})(),

		// How much there is to read in this state, and whether its main button can be seen where the page has been scrolled to.
		measure: () => {
			const words = element => element.innerText.trim().split(/\s+/).filter(Boolean).length;
			const late = [...document.querySelectorAll('main .overdue')].filter(seen); // this depends on the day
			const heads = [...document.querySelectorAll('.take :is(legend, h1, h2, h3), .board h2')].filter(seen);
			const go = [...document.querySelectorAll('.take .go')].filter(seen).pop()?.getBoundingClientRect();
			return {
				words: late.reduce((sum, element) => sum - words(element), words(document.querySelector('main'))),
				heights: document.documentElement.scrollHeight / innerHeight,
				hidden: Boolean(go) && (go.top < 0 || go.bottom > innerHeight),
				heads: (heads.length ? heads : [document.querySelector('h1')]).map(text),
			};
		},
	};
})();
