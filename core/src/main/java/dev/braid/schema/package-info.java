/** What the columns of a prepared dataset are: features, tasks, and the schema that holds both. Plain records that use nothing of Braid. */
@org.jspecify.annotations.NullMarked
package dev.braid.schema;
