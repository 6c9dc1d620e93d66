/** What tests of deciders share, and what holds for any context's codecs. */
@NullMarked
package io.fundstream.gateway.command;

import org.jspecify.annotations.NullMarked;
