package dev.braid.data.simulate.form;

import java.util.List;

/**
 * Rows that are written together: those of the training files, say.
 *
 * @param name {@code train}, {@code test}; {@code all} where a form has one; a file without labels is a part of its own
 * @param rows how many
 * @param files in which they stand
 * @param labelled whether the rows have the labels of the form's tasks
 * @param maker makes them
 */
record Part(String name, long rows, List<RawFile> files, boolean labelled, BlockMaker maker) {}
