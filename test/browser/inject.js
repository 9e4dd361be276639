// Uses a page as somebody would who tries to get a script into it: types markup into every field, gives it as a file, and
// presses every button. What runs sets window.injected; what becomes an element is found by its shape.
window.inject = (() => {
	const payloads = [
		'<img src=x onerror=injected=1>',
		'"><svg onload=injected=1>',
		"'-injected=1-'",
		'</script><script>injected=1</script>',
		'javascript:injected=1',
		'${injected=1}{{constructor.constructor("injected=1")()}}',
		'&lt;img src=x onerror=injected=1&gt;',
		'<iframe srcdoc="<script>top.injected=1</script>">',
		'\u202e<b onmouseover=injected=1>\u0000%3Cimg%20src=x%20onerror=injected=1%3E',
	];
	let turn = 0;
	const next = () => payloads[turn++ % payloads.length];
	window.print = () => {};
	window.confirm = () => true;
	window.open = () => null;

	const seen = element => element.checkVisibility({visibilityProperty: true}) && !element.disabled;
	const all = selector => [...document.querySelectorAll(selector)].filter(seen);
	const tell = (element, ...names) => names.forEach(name => element.dispatchEvent(new Event(name, {bubbles: true})));

	// Every string in what was kept, but for the identifiers that it is found by, becomes markup.
	const spoil = value => {
		if (typeof value === 'string') return next();
		if (Array.isArray(value)) return value.map(spoil);
		if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, spoil(part)]));
		return value;
	};
	const spoilt = text => {
		try {
			return JSON.stringify(spoil(JSON.parse(text)));
		} catch {
			return next();
		}
	};

	return {
		payloads: () => payloads,

		// Fills every field, and ticks or chooses something in each group.
		fill: () => {
			for (const field of all('input[type=text], input:not([type]), input[type=email], input[type=search], textarea')) {
				if (!field.readOnly) field.value = next();
				tell(field, 'input', 'change');
			}
			for (const choice of all('input[type=radio], input[type=checkbox]')) if (!choice.checked) choice.click();
			for (const field of all('input[type=file]')) {
				const files = new DataTransfer();
				const texts = [next(), ...Object.values(localStorage).map(spoilt), JSON.stringify({name: next(), results: [next()], handrail: next()})];
				texts.forEach((text, i) => files.items.add(new File([text], `${next().replaceAll('/', '')}${i}.json`)));
				field.files = files.files;
				tell(field, 'input', 'change');
			}
		},

		// Presses one of the buttons, a different one each time.
		press: n => {
			const buttons = all('main button');
			buttons[n % buttons.length]?.click();
		},

		// What is kept is markup from now on.
		spoilKept: () => {
			for (const [key, text] of Object.entries(localStorage)) localStorage.setItem(key, spoilt(text));
		},

		// What has gone wrong: "" when nothing has.
		found: () => {
			if (window.injected !== undefined) return 'a script has run';
			const made = document.querySelector('[onerror], [onload], [onmouseover], [srcdoc], [href^="javascript:"], img[src="x"]');
			return made ? 'an element was made: ' + made.outerHTML : '';
		},
	};
})();
