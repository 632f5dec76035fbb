// What the page does by itself: counting waits, keys, tabs, menus, and saying so when it is cut off.
window.frontdesk = (() => {
  const SECOND = 1000;

  // -- times

  function counted(since) {
    const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(since)) / SECOND));
    const hours = Math.floor(seconds / 3600), minutes = Math.floor((seconds % 3600) / 60);
    if (hours >= 48) return `${Math.floor(hours / 24)} days`;
    if (hours) return `${hours} h ${String(minutes).padStart(2, "0")} min`;
    return `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
  }

  function clock(at, dated) {
    const when = new Date(at);
    const time = when.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });
    const today = when.toDateString() === new Date().toDateString();
    return today && !dated ? time : `${day(when)}, ${time}`;
  }

  function day(when, timeZone) {
    const year = when.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
    return when.toLocaleDateString([], { day: "numeric", month: "short", year, timeZone });
  }

  function put(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  function tick() {
    document.querySelectorAll("[data-since]").forEach((one) => put(one, counted(one.dataset.since)));
    document.querySelectorAll("[data-at]").forEach((one) =>
      put(one, clock(one.dataset.at, one.classList.contains("dated"))));
    document.querySelectorAll("[data-day]").forEach((one) => put(one, day(new Date(one.dataset.day), "UTC")));
    const waiting = document.querySelector("[data-waiting]");
    const title = document.title.replace(/^\(\d+\) /, "");
    const count = waiting ? Number(waiting.dataset.waiting) : 0;
    const wanted = count ? `(${count}) ${title}` : title;
    if (document.title !== wanted) document.title = wanted;
  }

  // -- pressing and typing

  function once(element) {
    if (cutOff() || element.dataset.pressed) return false;
    element.dataset.pressed = "1";
    setTimeout(() => delete element.dataset.pressed, 700);
    return true;
  }

  function typed(event) {
    if (event.type === "keydown" && (event.key !== "Enter" || event.shiftKey || event.isComposing)) return "";
    event.preventDefault();
    const box = event.target.closest(".composer").querySelector("textarea");
    const text = box.value.trim();
    if (!text || cutOff()) return "";
    box.value = "";
    box.focus();
    return text;
  }

  function giveBack(text) {
    const boxes = [...document.querySelectorAll(".composer textarea")].filter((box) => box.offsetParent);
    const box = boxes.find((one) => one === document.activeElement) || boxes.pop();
    if (box && !box.value) box.value = text;
  }

  function remember(query) {
    history.replaceState(null, "", location.pathname + query);
    document.querySelectorAll(".top a").forEach((link) => (link.href = link.pathname + query));
  }

  function say(text, ok) {
    let list = document.getElementById("said");
    if (!list) {
      list = document.body.appendChild(document.createElement("div"));
      list.id = "said";
      list.setAttribute("role", "status");
      list.setAttribute("aria-live", "polite");
    }
    const line = list.appendChild(document.createElement("p"));
    line.textContent = text;
    line.className = ok ? "" : "refused";
    while (list.childElementCount > 3) list.firstChild.remove();
    setTimeout(() => line.remove(), ok ? 5000 : 9000);
  }

  // -- cards

  let current = null;
  const cards = () => [...document.querySelectorAll("[data-card]")].filter((card) => card.offsetParent);

  function chosen() {
    const all = cards();
    const focused = document.activeElement?.closest?.("[data-card]");
    return focused || all.find((card) => card.dataset.card === current) || all[0];
  }

  function choose(card, focus = true) {
    if (!card) return;
    current = card.dataset.card;
    document.querySelectorAll("[data-card]").forEach((one) => one.toggleAttribute("data-current", one === card));
    if (!focus) return;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }

  function move(by) {
    const all = cards();
    const at = all.findIndex((card) => card.dataset.card === current);
    choose(all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]);
  }

  function press(key) {
    const card = chosen();
    const button = card?.querySelector(`[data-key="${key}"]`);
    if (!button) return;
    choose(card);
    button.click();
  }

  const KEYS = [
    ["s", "Send the draft of the marked card"], ["e", "Edit it"], ["d", "Close the conversation without a reply"],
    ["c", "Claim it"], ["o", "Open the whole conversation"], ["j / k", "Next or previous card"],
    ["Ctrl Enter", "Send from the edit box"], ["Esc", "Close what is open"], ["?", "This list"],
  ];

  function keys() {
    const box = document.body.appendChild(document.createElement("dialog"));
    box.className = "sheet keys-list";
    box.setAttribute("aria-label", "Keyboard shortcuts");
    box.innerHTML = "<h2>Keyboard</h2><dl></dl><form method=dialog><button class='button primary'>Close</button></form>";
    KEYS.forEach(([key, what]) => {
      const term = box.querySelector("dl").appendChild(document.createElement("dt"));
      term.appendChild(document.createElement("kbd")).textContent = key;
      box.querySelector("dl").appendChild(document.createElement("dd")).textContent = what;
    });
    box.addEventListener("close", () => box.remove());
    box.addEventListener("click", (event) => event.target === box && box.close());
    box.showModal();
  }

  const covered = () => document.querySelector("dialog[open], .q-dialog .sheet");

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.target.form?.requestSubmit();
      return;
    }
    if (event.key === "Escape") closeMenus();
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (typing || covered() || offline() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!document.querySelector(".agent")) return;
    const act = {
      j: () => move(1), k: () => move(-1), "?": keys, o: () => chosen()?.querySelector("[data-do=thread]")?.click(),
    }[event.key] || ("sedc".includes(event.key) ? () => press(event.key) : null);
    if (!act) return;
    event.preventDefault();
    act();
  });

  // -- clicks that stay in the page

  function closeMenus(except) {
    document.querySelectorAll("details.menu[open]").forEach((menu) => menu !== except && (menu.open = false));
  }

  document.addEventListener("toggle", (event) => {
    const list = event.target.matches("details.menu[open]") && event.target.querySelector(".menu-list");
    if (!list) return;
    const box = event.target.getBoundingClientRect();
    const below = window.innerHeight - box.bottom - 12, above = box.top - 64;
    const up = below < list.scrollHeight && above > below;
    list.toggleAttribute("data-up", up);
    list.style.maxHeight = `${up ? above : below}px`;
  }, true);

  document.addEventListener("click", (event) => {
    const menu = event.target.closest("details.menu");
    closeMenus(event.target.closest(".menu-list") ? null : menu);
    const card = event.target.closest("[data-card]");
    if (card) choose(card, false);
    const pressed = event.target.closest("[data-do], [data-fill], button[data-tab]");
    if (!pressed) return;
    if (pressed.dataset.do === "keys") keys();
    if (pressed.dataset.do === "jump") jump(pressed.dataset.conversation);
    if (pressed.dataset.fill) fill(pressed);
    if (pressed.dataset.tab) show(pressed.dataset.tab);
  });

  function jump(conversation) {
    const card = document.querySelector(`[data-card="${CSS.escape(conversation)}"]`);
    if (card) choose(card);
    else say("Their card follows as soon as they stop writing.", true);
  }

  function fill(suggestion) {
    const box = suggestion.closest(".foot").querySelector("textarea");
    box.value = suggestion.dataset.fill;
    box.focus();
  }

  function show(tab) {
    const desk = document.querySelector(".desk");
    desk.dataset.showing = tab;
    sessionStorage.setItem("tab", tab);
    desk.querySelectorAll("button[data-tab]").forEach((one) =>
      one.setAttribute("aria-selected", String(one.dataset.tab === tab)));
    follow();
  }

  // -- the chat stays at its end unless somebody scrolled up

  function follow() {
    document.querySelectorAll("[data-follow]").forEach((chat) => {
      if (chat.dataset.away !== "1") chat.scrollTop = chat.scrollHeight;
    });
  }

  document.addEventListener("scroll", (event) => {
    const chat = event.target;
    if (!chat.matches?.("[data-follow]")) return;
    chat.dataset.away = chat.scrollHeight - chat.scrollTop - chat.clientHeight > 80 ? "1" : "0";
  }, true);

  // -- cut off: nothing that is clicked now would arrive

  const offline = () => "offline" in document.documentElement.dataset;

  function cutOff() {
    if (offline()) say("Not connected just now: nothing was sent. Try again in a moment.", false);
    return offline();
  }

  function watch() {
    if (!window.socket) return setTimeout(watch, 50);
    const set = (off) => {
      document.documentElement.toggleAttribute("data-offline", off);
      document.querySelectorAll(".desk, .paper").forEach((page) => (page.inert = off));
    };
    window.socket.on("disconnect", () => set(true));
    window.socket.on("connect", () => set(false));
  }

  let met = null;

  function announce() {
    const all = cards();
    const fresh = met && all.find((card) => !met.has(card.dataset.card) && !card.classList.contains("folded"));
    met = new Set([...(met || []), ...all.map((card) => card.dataset.card)]);
    if (!fresh) return;
    let live = document.getElementById("news");
    if (!live) {
      live = document.body.appendChild(document.createElement("p"));
      live.id = "news";
      live.className = "unseen";
      live.setAttribute("aria-live", "polite");
    }
    live.textContent = fresh.getAttribute("aria-label");
  }

  function changed() {
    tick();
    follow();
    if (document.querySelector(".agent")) announce();
    const first = document.querySelector(".sheet [data-first]");
    if (first && !first.dataset.met) {
      first.dataset.met = "1";
      setTimeout(() => {
        // Whoever is in another field already keeps it: what they type must not land in this one.
        if (!document.activeElement?.matches(".sheet :is(input, textarea, select)")) first.focus();
      }, 50);
    }
    const marked = document.querySelector("[data-card][data-current]");
    if (!marked && current) choose(cards().find((card) => card.dataset.card === current), false);
    const desk = document.querySelector(".desk");
    if (desk && !desk.dataset.showing) show(sessionStorage.getItem("tab") || desk.dataset.tab || "agent");
  }

  let planned = false;
  new MutationObserver(() => {
    if (planned) return;
    planned = true;
    requestAnimationFrame(() => { planned = false; changed(); });
  }).observe(document.documentElement, { childList: true, subtree: true });
  setInterval(tick, SECOND);
  watch();
  return { once, typed, say, cutOff, giveBack, remember };
})();
