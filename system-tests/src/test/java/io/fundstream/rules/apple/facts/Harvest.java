package io.fundstream.rules.apple.facts;

/** Published. */
public record Harvest(int apples) {}
