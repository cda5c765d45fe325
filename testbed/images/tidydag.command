#!/bin/sh
exec /usr/bin/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -XX:MaxRAMPercentage=70 \
    -cp '/opt/tidydag/*' io.github.tidydag.cli.Main "$@"
