@NullMarked
package io.fundstream.query.entity;

import org.jspecify.annotations.NullMarked;
