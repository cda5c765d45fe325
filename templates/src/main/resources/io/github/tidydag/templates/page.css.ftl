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
