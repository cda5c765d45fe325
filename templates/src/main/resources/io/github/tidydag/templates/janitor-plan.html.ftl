<#-- @ftlvariable name="plan" type="io.github.tidydag.render.PlanPageView" -->
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>tidydag janitor plan: ${plan.source}</title>
<#include "page.css.ftl">
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
<div id="found">
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
<#include "search.html.ftl">
</body>
</html>
