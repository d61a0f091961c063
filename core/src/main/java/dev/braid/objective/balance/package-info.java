/**
 * How the losses of several tasks, or their gradients, become one step: one class per method. A {@link
 * dev.braid.objective.balance.LossBalancer} knows the factors of the losses before they are differentiated; a {@link
 * dev.braid.objective.balance.GradientBalancer} decides by the inner products of the tasks' gradients. Neither touches a
 * tensor. The factors λ_t that the tasks declare are on top of a loss balancer's factors, and inside of the gradients that
 * a gradient balancer compares; a task that takes no part in a step (no valid row, or λ_t = 0) leaves all that is kept of
 * it alone. A model's own penalty, and L2, are never balanced. Uses {@code nn}, {@code schema}, {@code fault} and {@code
 * options}.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.objective.balance;
