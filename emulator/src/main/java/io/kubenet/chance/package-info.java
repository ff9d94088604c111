/** What chance is worth: exact fractions. */
package io.kubenet.chance;
