/**
 * Files and folders that are there whole or not at all, and what killed processes leave of them. Uses {@code fault} only.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.data.disk;
