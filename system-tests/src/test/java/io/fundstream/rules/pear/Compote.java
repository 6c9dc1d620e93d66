package io.fundstream.rules.pear;

import io.fundstream.rules.apple.Apple;
import io.fundstream.rules.apple.facts.Harvest;

/** Takes what is published, and what is not. */
record Compote(Harvest harvest, Apple apple) {}
