package dev.braid.data.simulate.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PopularityTest {
    @Test
    void ranksFollowThePowerLaw() {
        int n = 1000;
        double s = 0.9;
        Popularity popularity = new Popularity(n, s);
        SplittableRandom random = new SplittableRandom(5);
        int draws = 400_000;
        int[] counts = new int[n];
        for (int i = 0; i < draws; i++) {
            counts[popularity.draw(random)]++;
        }
        // by the integral of the density between two ranks
        double all = Math.pow(n + 1, 1 - s) - 1;
        int before = 0;
        for (int rank = 0; rank < n; rank++) {
            before += counts[rank];
            if (rank == 0 || rank == 9 || rank == 99) {
                double expected = (Math.pow(rank + 2, 1 - s) - 1) / all;
                assertEquals(expected, before / (double) draws, 0.005, "rank " + rank);
            }
        }
    }

    @Test
    void everyRankOfASmallVocabularyOccurs() {
        Popularity popularity = new Popularity(3, 1);
        SplittableRandom random = new SplittableRandom(5);
        int[] counts = new int[3];
        for (int i = 0; i < 10_000; i++) {
            counts[popularity.draw(random)]++;
        }
        assertTrue(counts[0] > counts[1] && counts[1] > counts[2] && counts[2] > 1000);
    }

    @Test
    void everyRankHasAnIdOfItsOwn() {
        Ids ids = new Ids(7, 10_007, 1);
        BitSet seen = new BitSet();
        for (int rank = 0; rank < ids.size(); rank++) {
            seen.set((int) ids.id(rank));
        }
        assertEquals(10_007, seen.cardinality());
        assertEquals(7, seen.nextSetBit(0));
    }

    @Test
    void hashedEffectsAreStandardNormal() {
        double sum = 0;
        double squares = 0;
        int n = 100_000;
        for (int i = 0; i < n; i++) {
            double x = Hash.normal(3, i);
            sum += x;
            squares += x * x;
        }
        assertEquals(0, sum / n, 0.01);
        assertEquals(1, squares / n, 0.02);
    }
}
