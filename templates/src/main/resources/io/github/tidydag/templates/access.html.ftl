<#-- @ftlvariable name="access" type="io.github.tidydag.render.AccessPageView" -->
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>tidydag access inventory: ${access.source}</title>
<#include "page.css.ftl">
</head>
<body>
<h1>Who may do what</h1>
<p class="about">${access.source}, ${access.accounts?size} ServiceAccounts. What admission webhooks refuse is not seen here.</p>
<#if access.unread?has_content>
<div class="unread">Not read, so rights or users may be missing here:
<ul>
<#list access.unread as line>
<li>${line}</li>
</#list>
</ul>
</div>
</#if>
<div class="charts">
<#list access.charts as chart>
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
<h2>Accounts</h2>
<p><input id="search" type="search" placeholder="Search: a name, a verb, a resource" aria-label="Search in accounts"> <span id="shown">${access.accounts?size}</span> shown</p>
<div id="found">
<#list access.accounts as account>
<details><summary><span class="tag"><#if account.deletes>may delete<#elseif !account.rights?has_content>no binding</#if></span>${account.namespace}/${account.name}<#if account.usedBy?has_content>, used by <#list account.usedBy as used>${used}<#sep>, </#list><#else>, used by nothing</#if></summary>
<ul>
<#list account.rights as right>
<li>${right.rule}<br><span class="about">${right.kind} ${right.binding}<#if right.through?has_content>, through ${right.through}</#if></span></li>
</#list>
</ul>
</details>
</#list>
</div>
<#if access.dangling?has_content>
<h2>Grant nothing, for their roles are not there</h2>
<ul id="dangling">
<#list access.dangling as line>
<li>${line}</li>
</#list>
</ul>
</#if>
<#if access.missing?has_content>
<h2>Named, and not there</h2>
<ul id="missing">
<#list access.missing as line>
<li>${line}</li>
</#list>
</ul>
</#if>
<#include "search.html.ftl">
</body>
</html>
