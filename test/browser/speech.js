// A speechSynthesis that speaks when a test lets it, in place of the browser's own: browsers have no voices where tests run. It is put in before the
// page's scripts.
window.speech = (() => {
	const voice = (name, lang, localService = true) => ({name, lang, localService, default: false, voiceURI: 'urn:test:' + name});
	const known = {
		Daniel: voice('Daniel', 'en-GB'), Kate: voice('Kate', 'en_GB'), Samantha: voice('Samantha', 'en-US'),
		Far: voice('Far', 'en-GB', false), Nia: voice('Nia', 'cy-GB'),
	};
	const synth = new EventTarget();
	let now = null; // what is being said
	const fire = (name, more = {}) => now?.['on' + name]?.({...more});
	const speech = {
		said: [], // each utterance that has begun, with how it is said
		deaf: false, // as without a press
		set voices(names) {
			list = names.split(' ').filter(Boolean).map(name => known[name]);
			synth.dispatchEvent(new Event('voiceschanged'));
		},
		// Ends what is being said, and gives what is said then.
		end: () => {
			const was = now;
			synth.speaking = false;
			was?.onend?.({});
			return speech.now();
		},
		// What another tab does.
		interrupt: () => synth.cancel(),
		fail: () => fire('error', {error: 'synthesis-failed'}),
		now: () => now ? now.text : '',
		how: () => now ? now.voice.name + ' ' + now.rate : '',
	};
	let list = Object.values(known);
	Object.assign(synth, {
		speaking: false, pending: false, paused: false,
		getVoices: () => list,
		resume: () => {},
		pause: () => {},
		speak: utterance => {
			if (speech.deaf) return utterance.onerror?.({error: 'not-allowed'});
			now = utterance;
			synth.speaking = true;
			speech.said.push(utterance.text);
			utterance.onstart?.({});
		},
		cancel: () => {
			const was = now;
			now = null;
			synth.speaking = false;
			was?.onerror?.({error: 'canceled'});
		},
	});
	Object.defineProperty(window, 'speechSynthesis', {value: synth, configurable: true});
	window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
	return speech;
})();
