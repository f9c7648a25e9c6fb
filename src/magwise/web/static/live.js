"use strict";
// Shows what a line will be understood as while it is typed. Everything works without it.
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
