/** Throughput, beside the machine's own limit measured in the same run. Uses {@code core}. */
@org.jspecify.annotations.NullMarked
package dev.braid.bench;
