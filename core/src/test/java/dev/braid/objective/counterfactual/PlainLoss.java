package dev.braid.objective.counterfactual;

import java.util.Arrays;

/**
 * The losses of models.md §16 in plain numbers. What the objective holds fixed is read from {@code fixed}, so that central
 * differences by {@code free} are the gradients that it should have.
 *
 * @param risk factors
 * @param propensity null for error imputation, whose clicked rows weigh 1
 * @param imputation null for inverse propensity scores
 * @param o clicks, NaN where unknown
 * @param r conversions, NaN where unknown
 * @param v row weights
 */
record PlainLoss(
        RiskOptions risk,
        PropensityOptions propensity,
        ImputationOptions imputation,
        float[] o,
        float[] r,
        float[] v,
        long step) {
    /** Logits a, b and c of click, conversion and imputation. */
    record Logits(double[] a, double[] b, double[] c) {}

    double total(Logits free, Logits fixed) {
        return Arrays.stream(losses(free, fixed)).filter(x -> !Double.isNaN(x)).sum();
    }

    double[] losses(Logits free, Logits fixed) {
        boolean warm = step <= risk.warmUpSteps() || risk.counterfactual() == 0;
        boolean alternate = imputation != null && imputation.alternate() && !warm;
        boolean imputing = alternate && step % 2 == 1;
        boolean predicting = alternate && step % 2 == 0;
        double click = 0;
        double clickWeight = 0;
        double known = 0;
        for (int i = 0; i < o.length; i++) {
            clickWeight += Float.isNaN(o[i]) ? 0 : v[i];
            known += unknown(i) ? 0 : v[i];
        }
        double[] u = new double[o.length];
        for (int i = 0; i < o.length; i++) {
            click += Float.isNaN(o[i]) ? 0 : v[i] / clickWeight * bce(free.a[i], o[i]);
            u[i] = unknown(i) || o[i] == 0 ? 0 : v[i] / known * weight(fixed.a[i]);
        }
        double sum = Arrays.stream(u).sum();
        if (propensity != null && propensity.selfNormalised() && sum > 0) {
            u = Arrays.stream(u).map(x -> x / sum).toArray();
        }
        double r1 = 0;
        double rImp = 0;
        double global = 0;
        for (int i = 0; i < o.length; i++) {
            if (!unknown(i)) {
                double share = v[i] / known;
                double y = o[i] == 1 ? r[i] : 0;
                double c = predicting ? fixed.c[i] : free.c[i];
                double delta = bce(imputing ? fixed.b[i] : free.b[i], y);
                r1 += risk(share, u[i], o[i], delta, imputation == null ? 0 : imputed(free.b[i], c, fixed.c[i]));
                if (imputation != null) {
                    rImp += u[i] * imputationLoss(fixed.b[i], delta, c, y);
                }
                global += share * product(free.a[i], free.b[i], y);
            }
        }
        double local = warm ? 0 : imputing ? rImp : predicting ? r1 : r1 + rImp;
        double conversion = risk.counterfactual() * local + (imputing ? 0 : risk.global() * global);
        boolean clicks = Arrays.stream(u).anyMatch(x -> x > 0);
        boolean learns = !warm && (clicks || (imputation != null && !imputing)); // else the risk is over no row
        boolean silent = known == 0 || !(learns || (!imputing && risk.global() > 0));
        return new double[] {imputing || clickWeight == 0 ? Double.NaN : click, silent ? Double.NaN : conversion};
    }

    private boolean unknown(int row) {
        return Float.isNaN(o[row]) || (o[row] == 1 && Float.isNaN(r[row]));
    }

    private double weight(double a) {
        if (propensity == null) {
            return 1;
        }
        double w = 1 / Math.max(sigmoid(a), propensity.clip());
        return propensity.cap().isPresent() ? Math.min(w, propensity.cap().get()) : w;
    }

    private double risk(double share, double u, double clicked, double delta, double guess) {
        if (imputation == null) {
            return u * delta;
        }
        return propensity == null
                ? share * (clicked * delta + (1 - clicked) * guess)
                : share * guess + u * (delta - guess);
    }

    private double imputed(double b, double c, double fixedC) {
        return switch (imputation.form()) {
            case SCALAR -> Math.log1p(Math.exp(c));
            case PSEUDO -> bce(b, sigmoid(fixedC));
            case CONSTANT -> bce(b, imputation.prior());
        };
    }

    private double imputationLoss(double fixedB, double delta, double c, double y) {
        double target = imputation.liveDelta() ? delta : bce(fixedB, y);
        return switch (imputation.form()) {
            case SCALAR -> Math.pow(target - Math.log1p(Math.exp(c)), 2);
            case PSEUDO -> bce(c, y);
            case CONSTANT -> 0;
        };
    }

    static double product(double a, double b, double z) {
        double p = sigmoid(a) * sigmoid(b);
        return -z * Math.log(p) - (1 - z) * Math.log1p(-p);
    }

    static double bce(double logit, double y) {
        return -y * Math.log(sigmoid(logit)) - (1 - y) * Math.log(sigmoid(-logit));
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
