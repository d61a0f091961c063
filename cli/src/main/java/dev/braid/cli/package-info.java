/** The command line: reads arguments, calls the core, prints what it answers. Holds no logic of its own. */
@org.jspecify.annotations.NullMarked
package dev.braid.cli;
