/**
 * The messages of the conversation. It stays at the end unless the agent has scrolled up; what was
 * said long before comes into the page as they go on scrolling.
 *
 * @import {Desk} from "../desk.js"
 * @import {Message as Told} from "../types.js"
 * @import {Thread} from "../thread.js"
 */

import { useEffect, useLayoutEffect, useRef, useState } from "../../vendor/preact-hooks.js";
import { html } from "../../html.js";
import { channelOf } from "../channels.js";
import { sameDay, weekday } from "../format.js";
import { quotable } from "../quotes.js";
import { isWhole } from "../thread.js";
import { BY_LINK, Message, Pending } from "./message.js";

const NEAR_END = 60;
const NEAR_START = 600;
/** Messages that come into the page at once. */
const STEP = 100;
/** Messages shown before the one that a link names. */
const BEFORE_TARGET = 20;
const TOGETHER = 5 * 60 * 1000;

/** @param {{desk: Desk, thread: Thread}} props */
export function Log({ desk, thread }) {
  const { id } = thread.conversation;
  const pending = desk.sending.outbox.of(id, thread.messages);
  const count = thread.messages.length + pending.length;
  const wanted = desk.target.value;
  const target = thread.messages.some((each) => each.seq === wanted) ? wanted : null;
  const { shown, widen } = useWindow(desk, thread, target);
  const { box, atEnd, onScroll, onGrowth, toEnd } = useEnd(id, count, pending.length, target);
  useKeptPlace(box, atEnd, shown[0]?.seq);
  return html`
    <div class="log-frame">
      <div class="log" role="log" aria-label="Conversation" tabindex="0"
        ref=${box} onLoadCapture=${onGrowth} onScroll=${() => {
          onScroll();
          widen(box.current);
        }}>
        ${shown.map((message, index) => html`
          <${Line} key=${message.seq} desk=${desk} message=${message}
            before=${shown[index - 1]} target=${message.seq === target} />
        `)}
        ${pending.map((entry) => html`
          <${Pending} key=${entry.client_id} entry=${entry} held=${desk.link.value !== "live"} />
        `)}
      </div>
      ${!atEnd && html`<button class="to-end" onClick=${toEnd}>Latest message ↓</button>`}
    </div>
  `;
}

/** @param {{desk: Desk, message: Told, before: Told | undefined, target: boolean}} props */
function Line({ desk, message, before, target }) {
  const newDay = !before || !sameDay(before.time, message.time);
  const own = !!message.author.id && message.author.id === desk.snapshot.peek()?.agent.id;
  const follows = !newDay && belongTogether(before, message);
  const names = desk.snapshot.value?.agents.map((each) => each.name) ?? [];
  const { label } = channelOf(desk.snapshot.value, message.channel);
  const quote = () => {
    desk.quotes.set(message.conversation_id, message.seq);
    desk.write("reply");
  };
  return html`
    ${newDay && html`<p class="day">${weekday(message.time)}</p>`}
    <${Message} message=${message} own=${own} follows=${follows} target=${target}
      moved=${before && before.channel !== message.channel ? label : null}
      names=${names} quote=${desk.canReply.value && quotable(message) ? quote : null}
      again=${desk.canReply.value ? () => desk.handling.sendAgain(message) : null} />
  `;
}

/**
 * @param {Told} a
 * @param {Told} b
 */
function belongTogether(a, b) {
  return (
    a.author.kind === b.author.kind &&
    a.author.id === b.author.id &&
    a.kind === b.kind &&
    a.channel === b.channel &&
    (a.how === BY_LINK) === (b.how === BY_LINK) &&
    Date.parse(b.time) - Date.parse(a.time) < TOGETHER
  );
}

/**
 * The part of a conversation that is in the page: its end, and what the agent has scrolled back to.
 *
 * @param {Desk} desk
 * @param {Thread} thread
 * @param {number | null} target
 */
function useWindow(desk, thread, target) {
  const { messages, conversation: { id } } = thread;
  const [start, setStart] = useState({ id, seq: Infinity });
  const scrolledTo = start.id === id ? start.seq : Infinity;
  const from = Math.min(scrolledTo, startOf(messages, target));
  const shown = messages.filter((each) => each.seq >= from);
  /** @param {HTMLElement | null} box */
  const widen = (box) => {
    const { scrollTop = 0 } = box ?? {};
    const atEnd = isNearEnd(box);
    const near = scrollTop < NEAR_START;
    if (!atEnd && near && shown[0] === messages[0] && !isWhole(thread)) desk.earlier(id);
    const seq = atEnd ? Infinity : Math.max(near ? from - STEP : from, messages[0].seq - STEP);
    if (seq !== scrolledTo) setStart({ id, seq });
  };
  return { shown, widen };
}

/**
 * `seq` of the first message that is shown at first.
 *
 * @param {Told[]} messages
 * @param {number | null} target
 */
function startOf(messages, target) {
  const end = messages.at(-STEP)?.seq ?? 0;
  return target ? Math.min(end, target - BEFORE_TARGET) : end;
}

/**
 * What comes in above leaves what the agent reads where it is: browsers see to that, but not at the very top.
 *
 * @param {{current: HTMLElement | null}} box
 * @param {boolean} atEnd
 * @param {number | undefined} first  `seq` of the first message in the page
 */
function useKeptPlace(box, atEnd, first) {
  const below = useRef(0);
  const known = useRef(first);
  useLayoutEffect(() => {
    const log = box.current;
    if (!log) return;
    const grown = known.current !== first && !atEnd && log.scrollTop === 0;
    if (grown) log.scrollTop = log.scrollHeight - below.current;
    known.current = first;
    below.current = log.scrollHeight - log.scrollTop;
  });
}

/** @param {HTMLElement | null} box */
function isNearEnd(box) {
  const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = box ?? {};
  return scrollHeight - scrollTop - clientHeight < NEAR_END;
}

/**
 * Keeps a box scrolled to its end, as long as that is where the agent reads.
 *
 * @param {string} id  another one begins at its end
 * @param {number} count  a change may move the end
 * @param {number} sending  whoever sends something wants to see it
 * @param {number | null} target  `seq` of the message that a link names: there it begins instead
 */
function useEnd(id, count, sending, target) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const [atEnd, setAtEnd] = useState(true);
  const stays = useRef(true);
  const height = useRef(0);
  stays.current = atEnd;
  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight });
  useLayoutEffect(() => {
    const named = target && box.current?.querySelector(`[data-seq="${target}"]`);
    setAtEnd(!named);
    stays.current = !named;
    if (!named) return toEnd();
    named.scrollIntoView({ block: "center" });
    // Where the end is in sight it is followed, also when nothing had to be scrolled to it.
    stays.current = isNearEnd(box.current);
    setAtEnd(stays.current);
  }, [id, target]);
  useLayoutEffect(() => {
    if (stays.current) toEnd();
  }, [count]);
  useLayoutEffect(() => {
    if (sending > 0) toEnd();
  }, [sending]);
  useEffect(() => {
    const sizes = new ResizeObserver(() => stays.current && toEnd());
    if (box.current) sizes.observe(box.current);
    return () => sizes.disconnect();
  }, []);
  const onScroll = () => {
    const { scrollHeight = 0 } = box.current ?? {};
    const grew = scrollHeight > height.current;
    height.current = scrollHeight;
    // That the end has moved away is no scrolling of the agent's.
    if (grew && stays.current) return toEnd();
    setAtEnd(isNearEnd(box.current));
  };
  // A picture has its height only when it is there.
  const onGrowth = () => stays.current && toEnd();
  return { box, atEnd, onScroll, onGrowth, toEnd };
}
