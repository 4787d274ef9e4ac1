// Everything that a page is better with, and works without.
import "htmx.org";
import "./auto-save";
import "./key-map";
import "./live-poll";
import "./passage-pick";
import "./role-drag";
import "./span-link";
import "./walk";
