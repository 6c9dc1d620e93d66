/** The fund's rules and bytes, without a database. */
@NullMarked
package io.fundstream.gateway.fund;

import org.jspecify.annotations.NullMarked;
