/**
 * What no compiler checks and every module keeps: who may import whom, what a functional core may
 * touch, how things are named, what the pages promise. Not for: how anything behaves.
 */
@NullMarked
package io.fundstream.rules;

import org.jspecify.annotations.NullMarked;
