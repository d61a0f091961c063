package dev.braid.bench;

/**
 * What {@code bench train} measured.
 *
 * @param rowsPerSecond median over the steps
 * @param stepMilliseconds median over the steps
 * @param gemmGflops the machine's fp32 matrix-product rate, measured before, between and after the steps
 * @param modelGflopPerRow floating-point operations of the model's products for one row, forward and backward
 * @param fractionOfGemmLimit rowsPerSecond · modelGflopPerRow / gemmGflops
 * @param peakMemoryMb largest resident memory of the process, or -1 where the system does not tell
 * @param precision of the products
 * @param bf16Native whether the processor has bfloat16 instructions that the engine uses
 * @param threads threads of one operation
 * @param engine what computed
 */
public record TrainBenchResult(
        double rowsPerSecond,
        double stepMilliseconds,
        double gemmGflops,
        double modelGflopPerRow,
        double fractionOfGemmLimit,
        double peakMemoryMb,
        String precision,
        boolean bf16Native,
        int threads,
        String engine) {}
