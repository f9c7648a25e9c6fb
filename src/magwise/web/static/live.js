"use strict";
// Shows what a line will be understood as while it is typed, and draws anew what a form changes.
// Everything works without it.
(function () {
  var field = document.querySelector("textarea[data-parse]");
  var place = document.getElementById("preview");
  if (!field || !place || !window.fetch) { return; }
  var waiting = 0;
  var asked = 0;
  var number = new Intl.NumberFormat(field.dataset.parse, { maximumFractionDigits: 0 });

  function span(range) {
    var low = number.format(range.low), high = number.format(range.high);
    return low === high ? low : low + "\u2013" + high;
  }

  function show(lines) {
    place.textContent = "";
    var list = document.createElement("ul");
    lines.forEach(function (line) {
      line.items.forEach(function (item) {
        var row = document.createElement("li");
        row.textContent = item.name + (item.grams ? ", " + span(item.grams) + " g" : "") +
          (item.magnesium_mg ? ", " + span(item.magnesium_mg) + " mg" : "");
        list.appendChild(row);
      });
      line.questions.forEach(function (question) {
        var row = document.createElement("li");
        row.textContent = "? " + question.text;
        list.appendChild(row);
      });
    });
    var title = document.createElement("strong");
    title.textContent = place.dataset.title;
    place.appendChild(title);
    place.appendChild(list);
    place.hidden = !list.children.length;
  }

  field.addEventListener("input", function () {
    window.clearTimeout(waiting);
    var lines = field.value.split("\n").map(function (one) { return one.trim(); })
      .filter(Boolean).slice(0, 20);
    if (!lines.length) { place.hidden = true; return; }
    waiting = window.setTimeout(function () {
      var mine = ++asked;
      fetch("/api/v1/parse", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ lines: lines, language: field.dataset.parse })
      }).then(function (answer) { return answer.ok ? answer.json() : null; })
        .then(function (found) { if (found && mine === asked) { show(found); } })
        .catch(function () { place.hidden = true; });
    }, 250);
  });
}());

// A form with data-live is sent as soon as something in it changes; the parts of the answer that
// it names take the place of those that are there. The form itself stays as it is.
(function () {
  if (!window.fetch || !window.URLSearchParams) { return; }

  function redraw(form) {
    var waiting = 0, asked = 0;
    var said = form.querySelector("[data-said]");

    function put(page) {
      form.dataset.live.split(" ").forEach(function (id) {
        var old = document.getElementById(id), made = page.getElementById(id);
        if (old && made) {
          old.replaceChildren.apply(old, Array.from(document.importNode(made, true).childNodes));
        }
      });
      if (said) { said.textContent = said.dataset.said; }
    }

    function send() {
      var mine = ++asked;
      var filled = new URLSearchParams(new FormData(form));
      filled.append("live", "1");
      form.setAttribute("aria-busy", "true");
      fetch(form.action, { method: "POST", body: filled, credentials: "same-origin" })
        .then(function (answer) {
          if (!answer.ok && answer.status !== 422) { throw new Error("refused"); }
          return answer.text();
        })
        .then(function (text) {
          if (mine === asked) { put(new DOMParser().parseFromString(text, "text/html")); }
        })
        .catch(function () { if (said) { said.textContent = ""; } })
        .finally(function () { if (mine === asked) { form.removeAttribute("aria-busy"); } });
    }

    function soon(event) {
      if (!form.checkValidity()) { return; }
      if (said) { said.textContent = ""; }
      window.clearTimeout(waiting);
      waiting = window.setTimeout(send, event.type === "input" ? 400 : 50);
    }

    form.addEventListener("change", soon);
    if (form.hasAttribute("data-typing")) { form.addEventListener("input", soon); }
  }

  Array.from(document.querySelectorAll("form[data-live]")).forEach(redraw);
}());
