/**
 * What can go wrong, in four families: {@link dev.braid.fault.BadInput} is the user's to mend, {@link
 * dev.braid.fault.BadFormat} says that a file of Braid's own is damaged, foreign or of another version, {@link
 * dev.braid.fault.Diverged} that a training came to nothing, and {@link dev.braid.fault.BraidBug} is ours. The command line
 * answers the first three with one line and exit code 2. Uses nothing
 * of Braid.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.fault;
