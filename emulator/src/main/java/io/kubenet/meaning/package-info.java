/** What rules are for, as whoever writes them means it: a story tells it in words. */
package io.kubenet.meaning;
