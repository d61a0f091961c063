package dev.braid.train;

/** Turns joint probabilities of tasks along a chain into what Braid reports: that of a task given the one it follows. */
final class JointProbabilities {
    private JointProbabilities() {}

    /**
     * Divides every task's probability by that of its parent. No event is more probable than one that it includes: where
     * a model says otherwise, the lesser one of the chain counts, so that products along the chain are the lesser of all.
     * What follows an event of probability 0 has probability 0 too.
     *
     * @param joint per task {@code [B]}; becomes the probability given the parent
     * @param parents position of each task's parent, which comes before it; −1 for none
     */
    static void divide(double[][] joint, int... parents) {
        int rows = joint.length == 0 ? 0 : joint[0].length;
        double[] least = new double[joint.length];
        for (int b = 0; b < rows; b++) {
            for (int t = 0; t < joint.length; t++) {
                if (parents[t] < 0) {
                    least[t] = joint[t][b];
                } else {
                    double above = least[parents[t]];
                    least[t] = Math.min(joint[t][b], above);
                    joint[t][b] = above > 0 ? least[t] / above : 0;
                }
            }
        }
    }
}
