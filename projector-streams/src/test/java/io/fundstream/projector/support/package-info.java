/**
 * What the projector's tests share: events on real topics, a projector in this JVM, rows to look
 * at.
 */
@NullMarked
package io.fundstream.projector.support;

import org.jspecify.annotations.NullMarked;
