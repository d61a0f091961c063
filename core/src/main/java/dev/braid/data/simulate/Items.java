package dev.braid.data.simulate;

import java.util.SplittableRandom;

/** The items: a category, a brand of that category, a price, an age. Items of a category please the same users. */
final class Items {
    static final int CATEGORIES = 25;
    static final int BRANDS_PER_CATEGORY = 4;
    static final int BRANDS = CATEGORIES * BRANDS_PER_CATEGORY;

    final int[] category;
    final int[] brand;
    final double[] price; // standard normal
    final double[] age; // standard normal

    Items(FunnelOptions options) {
        SplittableRandom random = RandomSource.of(options.seed(), "items");
        int n = options.items();
        category = random.ints(n, 0, CATEGORIES).toArray();
        brand = new int[n];
        for (int v = 0; v < n; v++) {
            brand[v] = category[v] * BRANDS_PER_CATEGORY + random.nextInt(BRANDS_PER_CATEGORY);
        }
        price = RandomSource.gaussians(random, n);
        age = RandomSource.gaussians(random, n);
    }

    int count() {
        return category.length;
    }
}
