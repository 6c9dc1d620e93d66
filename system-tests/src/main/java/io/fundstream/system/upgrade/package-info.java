/**
 * One release after the other: a data folder that the release before has filled is opened by this
 * one, and both run side by side under load. What differs is found from outside; nothing here knows
 * how a service works.
 */
@NullMarked
package io.fundstream.system.upgrade;

import org.jspecify.annotations.NullMarked;
