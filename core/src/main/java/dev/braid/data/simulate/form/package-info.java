/**
 * Files in the very form in which the public datasets of {@code data.source} are published (names, separators, headers, sizes
 * and skew of vocabularies, missing values, label rates), with invented content whose true probabilities are known. A form is
 * one small file that makes blocks of rows; blocks are made on several threads, each from a seed of its own, and written in
 * order, so memory does not grow with the rows, and the same options give the same bytes whatever the threads.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.data.simulate.form;
