package io.fundstream.rules.apple;

/** Known to its context alone. */
public record Apple(int weight) {}
