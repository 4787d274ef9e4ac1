// Everything that a page is better with, and works without.
import "htmx.org";
import "./auto-save";
import "./key-map";
import "./live-poll";
import "./span-link";
import "./walk";
