import type { Quiz } from "../../questions/model";
import { type Counts } from "./hands";
import type { Pressed } from "./keys";
import type { Place } from "./run";

/** What the room's window sends to the window with the notes. */
export interface RoomState extends Place {
  hands: Counts;
  people: number; // in the room; 0 when that was not said
}

/** What the window with the notes asks of the room's. */
export interface NotesRequest {
  press?: Pressed; // a key or button
  set?: { question: string; place: number; n: number }; // a number of hands that was typed
  last?: RoomState; // what it heard last: after a reload of the room's window, the hands are there again
}

interface Message {
  handrail: "room" | "notes";
  version: string; // of the quiz
  told?: RoomState;
  asked?: NotesRequest;
}

/** The part of the address that makes a page the window with the notes. */
export const NOTES = "#room_notes";

/**
 * A page from a folder has no origin of its own that could be named, so its messages go to any page in the window. They
 * hold only which question is shown, and numbers.
 */
const target = location.protocol === "file:" ? "*" : location.origin;

/**
 * Returns the part of a message that is for us. It must come from the same site, and be of the right shape.
 * "changed" is a message about another version of the quiz.
 */
function read(event: MessageEvent, from: Message["handrail"], quiz: Quiz): Message | "changed" | null {
  if (target !== "*" && event.origin !== target) return null;
  const data = event.data as Partial<Message> | null;
  if (typeof data !== "object" || data === null || data.handrail !== from || typeof data.version !== "string") return null;
  return data.version === quiz.version ? (data as Message) : "changed";
}

/** The room's end: receives messages from the windows that it has opened. */
export class RoomEnd {
  private readonly listeners = new Set<Window>();

  constructor(private readonly quiz: Quiz, private readonly tell: () => RoomState, hear: (asked: NotesRequest) => void) {
    addEventListener("message", (event) => {
      const source = event.source as Window | null;
      // The opener of a window can be read from any origin, and no page can forge it.
      if (!source || source === window || source.opener !== window) return;
      const message = read(event, "notes", quiz);
      if (!message) return;
      this.listeners.add(source);
      if (message !== "changed" && typeof message.asked === "object" && message.asked !== null) hear(message.asked);
      this.send(source);
    });
  }

  /** Sends all windows with notes the current state. */
  update(): void {
    this.listeners.forEach((listener) => listener.closed ? this.listeners.delete(listener) : this.send(listener));
  }

  private send(to: Window): void {
    const message: Message = { handrail: "room", version: this.quiz.version, told: this.tell() };
    to.postMessage(message, target);
  }
}

/** Whether the window with the notes has the room's: "lonely" is one that no other window has opened. */
export type LinkStatus = "lonely" | "closed" | "silent" | "changed" | "follows";

/** How often the notes ask, and how long they wait for an answer before they say so, in milliseconds. */
const EVERY = 500;
const PATIENCE = 2500;

/** The notes' end: follows the window that has opened this one, also when that one is loaded again. */
export class NotesEnd {
  private readonly room = window.opener as Window | null;
  private heard = Date.now();
  private last: RoomState | undefined;

  constructor(private readonly quiz: Quiz, hear: (standing: LinkStatus, told?: RoomState) => void) {
    if (!this.room) {
      hear("lonely");
      return;
    }
    addEventListener("message", (event) => {
      if (event.source !== this.room) return;
      const message = read(event, "room", quiz);
      if (!message) return;
      this.heard = Date.now();
      const told = message === "changed" ? undefined : message.told;
      if (!told || !isRoomState(told)) return hear("changed");
      this.last = told;
      hear("follows", told);
    });
    const greet = (): void => {
      if (this.room?.closed) hear("closed");
      else {
        this.ask({});
        if (Date.now() - this.heard > PATIENCE) hear("silent");
      }
    };
    setInterval(greet, EVERY);
    greet();
  }

  /** Asks the room's window for something. */
  ask(asked: NotesRequest): void {
    const message: Message = { handrail: "notes", version: this.quiz.version, asked: { ...asked, last: this.last } };
    this.room?.postMessage(message, target);
  }
}

/** Says whether what came as a state has the shape of one. Its hands are checked when they are taken. */
export function isRoomState(told: unknown): told is RoomState {
  const t = told as Partial<RoomState> | null;
  return typeof t === "object" && t !== null && Number.isInteger(t.at) && typeof t.revealed === "boolean" &&
    typeof t.hands === "object" && t.hands !== null && Number.isInteger(t.people);
}
