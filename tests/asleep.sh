#!/bin/sh
# A reader that never says anything.
exec sleep 60
