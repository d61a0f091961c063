/**
 * Options are records with a default and one line of documentation each. YAML, {@code --set}, {@code braid models NAME}
 * and the documentation page are all read from that one place. Uses {@code fault} only.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.options;
