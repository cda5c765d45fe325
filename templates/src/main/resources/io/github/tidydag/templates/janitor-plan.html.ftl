<#-- @ftlvariable name="plan" type="io.github.tidydag.render.PlanPageView" -->
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>tidydag janitor plan: ${plan.source}</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 1180px; padding: 0 1em; color: #1c2430; background: #fff; }
h1 { font-size: 1.4em; margin: 0; } h2 { font-size: 1.1em; margin: 2em 0 .5em; }
.about { color: #5a6675; } table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .2em .6em .2em 0; vertical-align: top; }
.n { text-align: right; font-variant-numeric: tabular-nums; width: 6em; padding-right: 1em; }
.bar { background: #dfe7f1; height: 1.1em; min-width: 1px; border-radius: 2px; } .garbage .bar { background: #e2a86b; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(340px, 1fr)); gap: 0 2.5em; } .charts td:first-child { width: 45%; word-break: break-all; }
svg text { font: 13px system-ui, sans-serif; fill: #1c2430; } svg .small { font-size: 11.5px; fill: #5a6675; }
svg rect { fill: #f3f6fa; stroke: #9fb0c3; } svg line { stroke: #9fb0c3; opacity: .7; }
input { font: inherit; padding: .3em .6em; width: 24em; max-width: 100%; border: 1px solid #9fb0c3; border-radius: 4px; }
details { border-bottom: 1px solid #e6ebf1; padding: .3em 0; } summary { cursor: pointer; word-break: break-all; } .tag { display: inline-block; width: 6.5em; font-size: .85em; color: #8a4b08; }
ul { margin: .2em 0 .4em 1em; } .unread { background: #fff3e2; padding: .6em 1em; border-left: 4px solid #e2a86b; }
</style>
</head>
<body>
<h1>What Spark left</h1>
<p class="about">${plan.source}, ${plan.taken}; policy ${plan.policy}. Nothing was deleted.</p>
<#if plan.unread?has_content>
<div class="unread">Not read, which keeps all that is there:
<ul>
<#list plan.unread as line>
<li>${line}</li>
</#list>
</ul>
</div>
</#if>
<h2>Verdicts</h2>
<table id="verdicts">
<#list plan.verdicts as bar>
<tr<#if bar.name == "RETAINED" || bar.name == "ORPHAN"> class="garbage"</#if>><td style="width: 9em">${bar.name}</td><td class="n">${bar.count}</td><td style="width: 40%"><div class="bar" style="width: ${bar.percent}%"></div></td><td>${bar.detail}</td></tr>
</#list>
</table>
<div class="charts">
<#list plan.charts as chart>
<section>
<h2>${chart.title}</h2>
<table class="chart garbage">
<#list chart.bars as bar>
<tr><td>${bar.name}</td><td class="n">${bar.count}</td><td><div class="bar" style="width: ${bar.percent}%"></div></td></tr>
</#list>
</table>
</section>
</#list>
</div>
<h2>Who owns whom</h2>
<svg id="owners" width="100%" viewBox="0 0 ${plan.width} ${plan.height}" style="max-width: ${plan.width}px" role="img" aria-label="Kinds of objects, and which owns which">
<#list plan.edges as edge>
<line x1="${edge.x1}" y1="${edge.y1}" x2="${edge.x2}" y2="${edge.y2}" stroke-width="${edge.thickness}"/>
<text class="small" x="${(edge.x1 + 2 * edge.x2) / 3}" y="${(edge.y1 + 2 * edge.y2) / 3 - 4}">${edge.count}</text>
</#list>
<#list plan.nodes as node>
<rect x="${node.x}" y="${node.y}" width="${plan.boxWidth}" height="44" rx="4"/>
<text x="${node.x + 8}" y="${node.y + 18}">${node.name}</text>
<text class="small" x="${node.x + 8}" y="${node.y + 35}"><#if (node.count > 0)>${node.count}, garbage ${node.garbage}<#else>owner</#if></text>
</#list>
</svg>
<h2>To delete</h2>
<p><input id="search" type="search" placeholder="Search" aria-label="Search in what is to be deleted"> <span id="shown">${plan.deletions?size}</span> shown<#if (plan.moreDeletions > 0)>; the plan has ${plan.moreDeletions} more</#if></p>
<div id="deletions">
<#list plan.deletions as one>
<details><summary><span class="tag">${one.verdict}</span>${one.namespace}/${one.object}<#if (one.takes > 0)>, with ${one.takes} more</#if></summary>
<ul>
<#list one.evidence as line>
<li>${line}</li>
</#list>
</ul>
</details>
</#list>
</div>
<#if plan.kept?has_content>
<h2>Kept</h2>
<table id="kept">
<#list plan.kept as bar>
<tr><td class="n">${bar.count}</td><td>${bar.name}</td></tr>
</#list>
</table>
</#if>
<script>
document.getElementById("search").addEventListener("input", function () {
  var wanted = this.value.toLowerCase(), shown = 0;
  document.querySelectorAll("#deletions details").forEach(function (one) {
    var fits = one.textContent.toLowerCase().indexOf(wanted) >= 0;
    one.hidden = !fits;
    shown += fits ? 1 : 0;
  });
  document.getElementById("shown").textContent = shown;
});
</script>
</body>
</html>
