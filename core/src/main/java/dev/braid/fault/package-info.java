/**
 * What can go wrong, in three families: {@link dev.braid.fault.BadInput} is the user's to mend, {@link
 * dev.braid.fault.BadFormat} says that a file of Braid's own is damaged, foreign or of another version, and {@link
 * dev.braid.fault.BraidBug} is ours. The command line answers the first two with one line and exit code 2. Uses nothing
 * of Braid.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.fault;
