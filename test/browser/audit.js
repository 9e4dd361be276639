// What the tests ask of a page, run in it. Most functions give a list of plain sentences, one for each thing that is
// wrong; an empty list is a pass.
window.audit = (() => {
	const controls = 'a[href], button, summary, input:not([type=hidden]), select, textarea, [tabindex="0"]';

	// In forced colours Chromium reports the author's text-fill colour, which it does not paint with, and axe-core reads
	// that one. What is painted is the colour of the text.
	const {getPropertyValue} = CSSStyleDeclaration.prototype;
	CSSStyleDeclaration.prototype.getPropertyValue = function (property) {
		const forced = property === '-webkit-text-fill-color' && matchMedia('(forced-colors: active)').matches;
		return getPropertyValue.call(this, forced ? 'color' : property);
	};

	const visited = new Set();

	const seen = element => element.checkVisibility({visibilityProperty: true}) && element.getClientRects().length > 0;

	// What a reader of the report needs to find an element: <a href="x.html"> Some text.
	const name = element => {
		const tag = element.cloneNode(false).outerHTML.replace(/<\/.*$/, '');
		return tag.slice(0, 120) + ' ' + element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40);
	};

	// Red, green, blue and opacity of any colour that CSS can name.
	const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
	const rgba = colour => {
		canvas.clearRect(0, 0, 1, 1);
		canvas.fillStyle = colour;
		canvas.fillRect(0, 0, 1, 1);
		return canvas.getImageData(0, 0, 1, 1).data;
	};
	const luminance = colour => {
		const [r, g, b] = Array.from(rgba(colour).slice(0, 3), value => {
			const part = value / 255;
			return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const contrast = (one, other) => {
		const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
		return (high + 0.05) / (low + 0.05);
	};

	// The colour behind an element.
	const behind = element => {
		for (let at = element.parentElement; at; at = at.parentElement) {
			const colour = getComputedStyle(at).backgroundColor;
			if (rgba(colour)[3] === 255) return colour;
		}
		return 'Canvas';
	};

	// A link in running text may be as small as the text: its block holds words that are not in a link.
	const inText = element => {
		if (element.localName !== 'a' || getComputedStyle(element).display !== 'inline') return false;
		let block = element.parentElement;
		while (getComputedStyle(block).display === 'inline') block = block.parentElement;
		const words = block.cloneNode(true);
		words.querySelectorAll('a, button').forEach(link => link.remove());
		return /\p{L}/u.test(words.textContent);
	};

	// The area that acts for an element: a box to tick can also be ticked by its label.
	const area = element => {
		const boxes = [element, ...(element.labels || [])].map(part => part.getBoundingClientRect());
		return {
			width: Math.max(...boxes.map(box => box.right)) - Math.min(...boxes.map(box => box.left)),
			height: Math.max(...boxes.map(box => box.bottom)) - Math.min(...boxes.map(box => box.top)),
		};
	};

	// What stays at an edge of the window lies over what can be scrolled away from it: for axe that is a target behind another. It is
	// where it belongs in the page meanwhile. Whether it covers what has the focus has tests of its own.
	const axeFinds = async (where, options) => {
		const stays = [...document.querySelectorAll('.actions, .news')].filter(element => getComputedStyle(element).position === 'sticky');
		stays.forEach(element => { element.style.position = 'static'; });
		const result = await axe.run(where, {
			...options,
			checks: noLowest,
			resultTypes: ['violations'],
			preload: false, // it would fetch the style sheets again
		});
		stays.forEach(element => element.removeAttribute('style'));
		return result.violations.flatMap(violation => violation.nodes.map(node =>
			`axe ${violation.id}: ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')}`));
	};

	// WCAG 2.2 AA, contrast of AAA and good practice. What has not the contrast of AA has not that of AAA either: one of the two rules finds both,
	// if it does not leave the lowest to the other. To run both takes half as long again.
	const allRules = {
		runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
		rules: {'color-contrast': {enabled: false}, 'color-contrast-enhanced': {enabled: true}},
	};
	const noLowest = {'color-contrast-enhanced': {options: {contrastRatio: {normal: {minThreshold: 0}, large: {minThreshold: 0}}}}};

	const colourRules = ['color-contrast-enhanced', 'link-in-text-block'];

	// Everything that takes the focus shows it by a ring of at least 4 px, 3:1 against what is behind it.
	// The Tab key must have been pressed before: a browser shows the ring to people who use keys.
	const focusFinds = places => places.flatMap(place => [place, ...place.querySelectorAll(controls)]).filter(element => element.matches(controls) && seen(element)).flatMap(element => {
		element.focus({preventScroll: true});
		if (document.activeElement !== element) return [`does not take the focus: ${name(element)}`];
		const style = getComputedStyle(element);
		const width = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
		if (width < 4) return [`focus ring of ${width} px: ${name(element)}`];
		const ratio = contrast(style.outlineColor, behind(element));
		if (ratio < 3) return [`focus ring of ${ratio.toFixed(1)}:1 against the page: ${name(element)}`];
		return [];
	});

	const menu = () => document.querySelector(':popover-open');

	// The kind of an element: its name, its classes and the states that style sheets select, as kindOf in pages_test.go has it.
	const states = ['aria-current', 'aria-expanded', 'aria-invalid', 'aria-pressed', 'data-widget', 'disabled', 'hidden', 'open', 'type'];
	const kindOf = element => element === null ? '' : element.localName + [...element.attributes].map(({name, value}) =>
		name === 'class' ? '.' + value : states.includes(name) ? `[${name}=${value}]` : '').join('');

	// Where there is something new: the whole page, until kinds are asked for.
	let fresh = [document.documentElement];
	const tried = () => fresh.every(element => element.isConnected) ? fresh : [document.documentElement];

	return {
		// The kinds of elements, each in its kind of parent, that are not known yet. They, with all in them, or the whole page, are then what is
		// tried in each look.
		kinds: (known, whole) => {
			known = new Set(known);
			const found = new Set();
			const roots = [];
			for (const element of document.querySelectorAll('*')) {
				const kind = kindOf(element.parentElement) + ' > ' + kindOf(element);
				if (known.has(kind)) continue;
				found.add(kind);
				if (!roots.at(-1)?.contains(element)) roots.push(element);
			}
			fresh = whole ? [document.documentElement] : roots;
			return [...found];
		},

		// Every disclosure opened, as a reader may.
		openDetails: () => {
			document.querySelectorAll('details').forEach(details => { details.open = true; });
			return [];
		},

		// Opens the next menu that a button opens here; false when there is none, with all of them closed again.
		openMenu: () => {
			const buttons = [...document.querySelectorAll('button[popovertarget]')].filter(seen);
			const menus = buttons.map(button => button.popoverTargetElement);
			const next = menus.findIndex(menu => menu.matches(':popover-open')) + 1;
			menus.forEach(menu => menu.hidePopover());
			menus[next]?.showPopover();
			return next < menus.length;
		},

		// The whole page by axe-core, and the menu that is open.
		axe: () => axeFinds(document, allRules),
		axeWithoutColours: () => axeFinds(document, {...allRules, rules: Object.fromEntries(['color-contrast', ...colourRules].map(rule => [rule, {enabled: false}]))}),
		menuAxe: () => axeFinds(menu(), allRules),

		// What of it depends on the colours. In forced colours a button has that of buttons, by which it is known as one.
		colours: async () => {
			const found = await axeFinds({include: tried()}, {runOnly: {type: 'rule', values: colourRules}});
			if (!matchMedia('(forced-colors: active)').matches) return found;
			const probe = document.body.appendChild(document.createElement('button'));
			probe.style.setProperty('color', 'ButtonText');
			const {color} = getComputedStyle(probe);
			probe.remove();
			const others = [...document.querySelectorAll('button')].filter(button => seen(button) && getComputedStyle(button).color !== color);
			return [...found, ...others.map(button => `has not the colour of buttons: ${name(button)}`)];
		},

		focus: () => focusFinds(tried()),
		menuFocus: () => focusFinds([menu()]),

		// Nothing to be scrolled to sideways.
		reflow: () => {
			const page = document.scrollingElement;
			if (page.scrollWidth <= page.clientWidth) return [];
			const wide = [...document.body.querySelectorAll('*')]
				.filter(element => seen(element) && element.getBoundingClientRect().right > page.clientWidth + 0.5);
			return [`is ${page.scrollWidth} px wide in a window of ${page.clientWidth} px: ` +
				wide.slice(0, 3).map(name).join(' | ')];
		},

		// Everything that can be pressed is at least 44 px high and wide.
		targets: () => [...document.querySelectorAll(controls)].filter(seen).filter(element => !inText(element))
			.flatMap(element => {
				element.focus({preventScroll: true}); // a skip link has its size only then
				const {width, height} = area(element);
				if (width >= 43.99 && height >= 43.99) return [];
				return [`target of ${width.toFixed(1)} by ${height.toFixed(1)} px: ${name(element)}`];
			}),

		// How many stops the Tab key makes: a group of radio buttons is one.
		stops: () => {
			const radios = new Set();
			return [...document.querySelectorAll(controls)].filter(element => {
				if (!seen(element) || element.disabled || element.tabIndex < 0) return false;
				if (element.type !== 'radio') return true;
				const first = !radios.has(element.name);
				radios.add(element.name);
				return first;
			}).length;
		},

		// The Tab key has led to a place that it had not led to before, and that can be seen.
		visit: () => {
			const element = document.activeElement;
			if (!element.matches(controls)) return [`leads to ${name(element)}`];
			if (visited.has(element)) return [`leads again to ${name(element)}`];
			visited.add(element);
			const box = element.getBoundingClientRect();
			if (box.width > 1 && box.height > 1 && box.bottom > 0 && box.right > 0 &&
				box.top < innerHeight && box.left < innerWidth) return [];
			return [`leads out of sight: ${name(element)}`];
		},

		// The focus is still within a date, whose day, month, year and calendar are stops of their own.
		within: () => document.activeElement.type === 'date' && [...visited].pop() === document.activeElement,

		// After its last stop the page lets the reader go: to the browser, or round to its top.
		leave: () => {
			const element = document.activeElement;
			return element === [...visited].pop() && visited.size > 1 ? [`is held by ${name(element)}`] : [];
		},

		// The focus is on an element that a selector names.
		at: selector => document.activeElement.matches(selector),

		// The focus is in the page's text, or past a text that has no stop in it.
		inMain: () => {
			const main = document.querySelector('#main');
			const element = document.activeElement;
			if (main.contains(element) || ![...main.querySelectorAll(controls)].some(seen)) return [];
			return [`the next stop is outside the text: ${name(element)}`];
		},

		// What has no place on paper.
		paper: () => [...document.querySelectorAll('nav, button, a[href="#main"]')].filter(seen)
			.map(element => `printed: ${name(element)}`),

		// Controls that do nothing without the script that serves them.
		dead: () => [...document.querySelectorAll('button, input, select, textarea')].filter(seen)
			.filter(element => !element.hasAttribute('popovertarget') && !element.closest('form[action]'))
			.map(element => `dead without scripts: ${name(element)}`),
	};
})();
